import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "evict clears the block cache",
  story:
    "The old table's blocks are to go, and all others go with them: after each compaction every " +
    "store begins with an empty cache.",
  step: "cached-tables",
  file: "table-cache.ts",
  find: `    this.#tables.erase(number);
`,
  replace: `    if (this.#tables.erase(number)) this.#options.blockCache.clear();
`,
} satisfies Mutant;
