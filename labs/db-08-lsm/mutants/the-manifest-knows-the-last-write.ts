import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the last sequence is that of the MANIFEST",
  story: "What was replayed keeps its numbers, and new writes get them again.",
  step: "recovery",
  file: "recovery.ts",
  find: "lastSequence: Math.max(old.lastSequence, replayed.lastSequence),",
  replace: "lastSequence: old.lastSequence,",
} satisfies Mutant;
