import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "create takes a log that is there",
  story:
    "A number was given twice. The batches of another memtable are replayed with ours, " +
    "or ours stand behind a torn end and are dropped with it.",
  step: "logged-table",
  file: "logged-table.ts",
  find: 'filePath(directory, "log", number), "new")',
  replace: 'filePath(directory, "log", number), "create")',
} satisfies Mutant;
