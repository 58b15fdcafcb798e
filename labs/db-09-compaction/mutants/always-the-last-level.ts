import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the result goes to the level of the next run",
  story:
    "Off by one: two runs in one level. The version refuses the edit where they overlap, and " +
    "the store fails; where keys are put in order it does not, and reads are right.",
  step: "size-tiered",
  file: "size-tiered.ts",
  find: "outputLevel: (next?.level ?? LEVELS) - 1",
  replace: "outputLevel: next?.level ?? LEVELS - 1",
} satisfies Mutant;
