import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "what is larger than the cache is not kept while it is leased",
  story:
    "It is taken out at once, and a second reader of the same block reads it again beside the " +
    "first.",
  step: "lru-cache",
  file: "lru-cache.ts",
  find: ["    this.#evict();", "    return lease;"].join("\n"),
  replace: [
    "    this.#evict();",
    "    if (charge > this.#capacity) this.erase(key);",
    "    return lease;",
  ].join("\n"),
} satisfies Mutant;
