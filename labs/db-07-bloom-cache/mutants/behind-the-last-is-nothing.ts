import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a range that has no filter says no",
  story:
    "A table that was written by a program whose filters end early has keys there. What is " +
    "not known may be.",
  step: "filter-block",
  file: "filter-block.ts",
  find: "    if (range >= this.#count) return true;",
  replace: "    if (range >= this.#count) return false;",
} satisfies Mutant;
