import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "tables are opened without the filter",
  story:
    "Everything works, and each key that is not there costs a read in each table. No example " +
    "notices.",
  step: "cached-tables",
  file: "table-cache.ts",
  find: "filter ? { filter, blocks } : { blocks }",
  replace: "{ blocks }",
} satisfies Mutant;
