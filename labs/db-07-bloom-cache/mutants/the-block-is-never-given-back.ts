import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an iterator that is closed keeps its block",
  story: "The cache fills with blocks that cannot go, one for each iterator there ever was.",
  step: "cached-tables",
  file: "table-cache.ts",
  find: ["    this.#inner.close();", "    this.#lease"].join("\n"),
  replace: "    this.#lease",
} satisfies Mutant;
