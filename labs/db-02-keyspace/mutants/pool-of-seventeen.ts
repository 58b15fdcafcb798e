import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "Seventeen wait in the pool that keeps sixteen",
  story:
    "The bound is looked at when the next one joins: off by one, and no statistics of " +
    "evictions will ever tell.",
  step: "eviction",
  file: "eviction.ts",
  find: "    if (this.#candidates.length > POOL_SIZE) this.#candidates.shift();",
  replace: "    if (this.#candidates.length > POOL_SIZE + 1) this.#candidates.shift();",
} satisfies Mutant;
