import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "what is replaced is forgotten without being told",
  story:
    "Nobody closes the file, and its charge counts for ever: after a while the cache is full " +
    "of nothing.",
  step: "lru-cache",
  file: "lru-cache.ts",
  find: ["    if (replaced !== undefined) this.#drop(replaced);", ""].join("\n"),
  replace: "",
} satisfies Mutant;
