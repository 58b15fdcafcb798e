import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a counter says only whether somebody is there",
  story: "add sets 1. Two keys share it, one goes, and the other is denied.",
  step: "counting-filter",
  file: "counting-bloom.ts",
  find: "this.#setCount(at, count + 1)",
  replace: "this.#setCount(at, 1)",
} satisfies Mutant;
