import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the last run is never merged because of the space that the others take",
  story:
    "The rule that is left out first, since nothing is wrong without it: there is just no bound " +
    "on how much of the disk is superfluous.",
  step: "size-tiered",
  file: "size-tiered.ts",
  find: "const isAll = last !== undefined &&",
  replace: "const isAll = last !== undefined && LEVELS < 0 &&",
} satisfies Mutant;
