import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the table is opened without the filter",
  story: "Then get finds everything, and the audit finds nothing wrong, with any table, for ever.",
  step: "leveldb",
  file: "denied-keys.ts",
  find: "Table.open(file, { blocks, filter })",
  replace: "Table.open(file, filter && { blocks })",
} satisfies Mutant;
