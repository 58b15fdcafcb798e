import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the sync of an interval rejects with nobody to hear it",
  story:
    "An async function that a timer calls: its rejection is unhandled, and Node ends the " +
    "process; or somebody has turned that off, and the failure is a line in a log file.",
  step: "durable",
  file: "interval-sync.ts",
  find: "      if (!(error instanceof LogError)) throw error;",
  replace: "      throw error;",
} satisfies Mutant;
