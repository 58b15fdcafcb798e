import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a rehash to fewer buckets begins although one is under way",
  story:
    "The check for a rehash stands before growing and was forgotten before shrinking. The " +
    "new table that is being filled is replaced by another empty one, and what was in it is " +
    "lost.",
  step: "dict",
  file: "dict.ts",
  find: "if (!this.isRehashing && isSparse)",
  replace: "if (isSparse)",
} satisfies Mutant;
