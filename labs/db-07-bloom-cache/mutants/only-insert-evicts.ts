import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "what is given back to a cache that is too full stays in it",
  story:
    "As in LevelDB's own cache, where only an insert evicts. Iterators over a hundred tables " +
    "are closed, and a hundred files stay open until somebody opens another one.",
  step: "lru-cache",
  file: "lru-cache.ts",
  find: ["      entry.append(this.#idle);", "      this.#evict();"].join("\n"),
  replace: "      entry.append(this.#idle);",
} satisfies Mutant;
