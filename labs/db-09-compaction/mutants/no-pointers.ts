import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the pointers are set and never read",
  story:
    "The first table of a level has its turn each time: the least keys are merged all day, " +
    "the others stay where they are.",
  step: "leveled",
  file: "leveled.ts",
  find: "pickLeveled(version, compactPointers, all)",
  replace: "pickLeveled(version, new Map(compactPointers && []), all)",
} satisfies Mutant;
