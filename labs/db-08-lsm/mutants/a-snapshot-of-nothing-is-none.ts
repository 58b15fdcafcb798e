import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a get at a snapshot of sequence 0 reads now",
  story: "Two bars in place of two question marks: the snapshot of an empty store sees everything.",
  step: "point-reads",
  file: "store.ts",
  find: `    const sequence = snapshot?.sequence ?? versions.lastSequence;
    for`,
  replace: `    const sequence = snapshot?.sequence || versions.lastSequence;
    for`,
} satisfies Mutant;
