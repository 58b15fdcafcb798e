import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "delete sets the key's counters to 0",
  story: "As one would clear bits. Every key that shares one of them is denied.",
  step: "counting-filter",
  file: "counting-bloom.ts",
  find: "this.#setCount(at, count - 1)",
  replace: "this.#setCount(at, 0)",
} satisfies Mutant;
