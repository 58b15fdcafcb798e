import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "after clear the ids begin at 1 again",
  story:
    "The cache is empty, so nothing can be mixed up, it seems. A table that is still open has id " +
    "1, and so has the next one: they are given each other's blocks.",
  step: "lru-cache",
  file: "lru-cache.ts",
  find: "    for (const entry of [...this.#entries.values()]) {",
  replace: `    this.#lastId = 0;
    for (const entry of [...this.#entries.values()]) {`,
} satisfies Mutant;
