import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a block may begin with the very separator before it",
  story:
    "A get of that key goes to the block before, since its separator is not before the key, and finds " +
    "nothing. The check lets it pass, as it compares with one step too much of kindness.",
  step: "damage",
  file: "check-table.ts",
  find: "    this.#before = separator;",
  replace: `    this.#before = Uint8Array.from(separator);
    this.#before[separator.length - TAG_SIZE_BYTES]! += 1;`,
} satisfies Mutant;
