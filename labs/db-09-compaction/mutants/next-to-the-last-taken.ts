import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the result goes right below the last level that was taken",
  story:
    "One level above the next run, or one below the last that was taken: the same where levels " +
    "are full, and a run on top of another where they are not.",
  step: "size-tiered",
  file: "size-tiered.ts",
  find: "outputLevel: (next?.level ?? LEVELS) - 1",
  replace: "outputLevel: Math.min(LEVELS - 1, inputs.at(-1)!.level + 1)",
} satisfies Mutant;
