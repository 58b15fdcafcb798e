import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the directory is not synced when a log is made",
  story:
    "Every record in it was synced. After the crash there is no file: its name stood in " +
    "a directory that nobody had synced.",
  step: "logged-table",
  file: "logged-table.ts",
  find: "      await disk.syncDirectory(directory);",
  replace: "      await Promise.resolve();",
} satisfies Mutant;
