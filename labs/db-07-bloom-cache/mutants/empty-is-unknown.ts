import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a filter of 0 bytes says yes",
  story:
    "Start and end are the same, so there is no filter, so there is no way to know. But there " +
    "is: the range has no block.",
  step: "filter-block",
  file: "filter-block.ts",
  find: "if (start > end || end > this.#arrayOffset) return true;",
  replace: "if (start >= end || end > this.#arrayOffset) return true;",
} satisfies Mutant;
