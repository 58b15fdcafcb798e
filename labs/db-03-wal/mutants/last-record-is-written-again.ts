import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "recovery writes the last record again, and nothing before it",
  story:
    "The sync that failed was that of the last record. But others had been written before " +
    "it and waited for the same sync.",
  step: "segments",
  file: "recovery.ts",
  find: "  const from = Math.max(0, lastStart - unsyncedBytesMax);",
  replace: "  const from = lastStart;",
} satisfies Mutant;
