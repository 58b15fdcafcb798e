import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "for the space that is wasted level 0 is left out",
  story:
    "Level 0 is about to be merged anyway, so it seems not to count. But whether all are merged " +
    "with it is the question.",
  step: "size-tiered",
  file: "size-tiered.ts",
  find: "[newest!, ...older.slice(0, -1)].flatMap",
  replace: "older.slice(0, -1).flatMap",
} satisfies Mutant;
