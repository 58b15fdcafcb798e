import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a cache that is exactly full evicts",
  story: "The last place is never used; a cache of one entry never has one.",
  step: "lru-cache",
  file: "lru-cache.ts",
  find: "while (this.#usage > this.#capacity &&",
  replace: "while (this.#usage >= this.#capacity &&",
} satisfies Mutant;
