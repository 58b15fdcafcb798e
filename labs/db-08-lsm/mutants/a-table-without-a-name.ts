import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the directory is not synced when a table is finished",
  story:
    "The MANIFEST names a table that is not there. The store does not open, and the log " +
    "is gone.",
  step: "flush",
  file: "table-output.ts",
  find: ["    await disk.syncDirectory(directory);", "    return { number"].join("\n"),
  replace: "    return { number",
} satisfies Mutant;
