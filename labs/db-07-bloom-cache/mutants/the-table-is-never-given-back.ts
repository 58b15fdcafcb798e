import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an iterator that is closed keeps the table",
  story:
    "Blocks are what everybody thinks of. The table that they belong to stays open until the " +
    "process ends.",
  step: "cached-tables",
  file: "table-cache.ts",
  find: ["    this.#lease?.release();", ""].join("\n"),
  replace: "",
} satisfies Mutant;
