import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "of two levels that are as full the lower one is compacted",
  story: "Level 0, which every get pays for, waits for the others.",
  step: "picking",
  file: "pick.ts",
  find: "if (levelScore(version, other, limits) > levelScore(version, level, limits)) level = other;",
  replace:
    "if (levelScore(version, other, limits) >= levelScore(version, level, limits)) level = other;",
} satisfies Mutant;
