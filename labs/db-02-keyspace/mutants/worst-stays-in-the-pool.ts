import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "A full pool lets its best candidate fall out instead of its worst",
  story:
    "The array is sorted one way and cut from the other end. The more samples, the worse it " +
    "gets, which is how it was noticed.",
  step: "eviction",
  file: "eviction.ts",
  find: "if (this.#candidates.length > POOL_SIZE) this.#candidates.shift();",
  replace: "if (this.#candidates.length > POOL_SIZE) this.#candidates.pop();",
} satisfies Mutant;
