import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a lease that comes back asks the map whether its key is there",
  story:
    "It is, but it is another entry of that name. The erased one is put among the idle, and " +
    "evicts the new one later.",
  step: "lru-cache",
  file: "lru-cache.ts",
  find: "    if (!entry.isCached) this.#onEvict",
  replace: "    if (!this.#entries.has(entry.key)) this.#onEvict",
} satisfies Mutant;
