import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "close clears the block cache",
  story:
    "It tidies up after itself, in a cache that is not its own. The other store that shares it " +
    "reads everything anew.",
  step: "cached-tables",
  file: "table-cache.ts",
  find: `    this.#isClosed = true;
    this.#tables.clear();`,
  replace: `    this.#isClosed = true;
    this.#tables.clear();
    this.#options.blockCache.clear();`,
} satisfies Mutant;
