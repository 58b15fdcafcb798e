import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a bit of the Bloom filter is set where a counter is above 1",
  story: "An off-by-one that only somebody sees who compares the two filters key by key.",
  step: "counting-filter",
  file: "counting-bloom.ts",
  find: "      if (this.#count(at) > 0) filter",
  replace: "      if (this.#count(at) > 1) filter",
} satisfies Mutant;
