import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "recovery writes the last unsyncedBytesMax bytes again, however long the last record is",
  story:
    "The bound says how much may be unsynced when a record begins. The record itself may " +
    "be forty times as long, and its beginning stays on the pages that the failed sync " +
    "forgot.",
  step: "segments",
  file: "recovery.ts",
  find: "  const from = Math.max(0, lastStart - unsyncedBytesMax);",
  replace: "  const from = Math.max(0, end - unsyncedBytesMax);",
} satisfies Mutant;
