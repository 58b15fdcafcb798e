import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "damage is told at the beginning of its record",
  story:
    "A record has a megabyte, and one sector of it is bad. Who goes to look finds the " +
    "place where all is well.",
  step: "logged-table",
  file: "logged-table.ts",
  find: "throw new CorruptionError(file.path, found.offset, `the log is damaged: ${found.reason}`);",
  replace:
    "throw new CorruptionError(file.path, found.start, `the log is damaged: ${found.reason}`);",
} satisfies Mutant;
