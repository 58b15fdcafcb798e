import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a filter that ends behind the array's beginning is asked",
  story: "Its bytes are offsets then, or none at all; and of none the answer is no.",
  step: "filter-block",
  file: "filter-block.ts",
  find: "if (start > end || end > this.#arrayOffset) return true;",
  replace: "if (start > end) return true;",
} satisfies Mutant;
