import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "memory is told by what was set aside, and four times of that",
  story:
    "Memory is told by the capacity in bytes of something that was doubled, times the size of a link. " +
    "An engine flushes by this number: its tables are half as large as they were meant to be.",
  step: "skip-list",
  file: "skip-list.ts",
  find: "    return this.#end * Int32Array.BYTES_PER_ELEMENT + this.#keys.length * 8;",
  replace:
    "    return this.#links.byteLength * Int32Array.BYTES_PER_ELEMENT + this.#keys.length * 8;",
} satisfies Mutant;
