import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the new log is synced, and its directory is not",
  story:
    "fsync(2) says that it does not make the name durable. Six of eleven programs " +
    "looked at by Pillai et al. in 2014 had not read so far.",
  step: "logged-table",
  file: "logged-table.ts",
  find: "      await disk.syncDirectory(directory);",
  replace: "      await file.sync();",
} satisfies Mutant;
