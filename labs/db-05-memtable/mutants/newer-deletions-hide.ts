import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a deletion hides its key from moments before it",
  story:
    "Whether an entry is visible is asked after it was looked at: a deletion of tomorrow deletes " +
    "today.",
  step: "snapshot-reads",
  file: "snapshot-iterator.ts",
  find: `      if (sequenceOf(key) > this.#sequence) continue;
      if (skips`,
  replace: `      if (sequenceOf(key) > this.#sequence && isValue(key)) continue;
      if (skips`,
} satisfies Mutant;
