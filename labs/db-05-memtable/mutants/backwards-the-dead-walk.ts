import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "on the way back a deletion does not hide the older value",
  story: "The value was found before the deletion came. Whoever only notes values has it still.",
  step: "snapshot-reads",
  file: "snapshot-iterator.ts",
  find: `      this.#isValid = isValue(key);
      if (!this.#isValid) continue;`,
  replace: `      if (!isValue(key)) continue;
      this.#isValid = true;`,
} satisfies Mutant;
