import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a table cache that was closed opens tables again",
  story: "Nobody will close those.",
  step: "cached-tables",
  file: "table-cache.ts",
  find: ['    assert(!this.#isClosed, "the table cache was closed");', "    return"].join("\n"),
  replace: "    return",
} satisfies Mutant;
