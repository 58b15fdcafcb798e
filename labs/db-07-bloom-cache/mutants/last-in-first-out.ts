import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "what was given back last is evicted first",
  story:
    "The new end of the ring and the old one are mixed up: a cache that keeps exactly what " +
    "nobody needs.",
  step: "lru-cache",
  file: "lru-cache.ts",
  find: ["      entry.append(this.#idle);", "      this.#evict();"].join("\n"),
  replace: ["      entry.append(this.#idle.next);", "      this.#evict();"].join("\n"),
} satisfies Mutant;
