import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the last sequence is that of the logs",
  story:
    "After a clean close they are empty, and numbering begins at 1. What is written now is older than all that was there: an update that nobody ever reads.",
  step: "recovery",
  file: "recovery.ts",
  find: "lastSequence: Math.max(old.lastSequence, replayed.lastSequence),",
  replace: "lastSequence: replayed.lastSequence,",
} satisfies Mutant;
