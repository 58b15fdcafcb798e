import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the first level that is full is compacted, not the fullest",
  story: "Under a steady load level 0 is always full, and level 1 grows without bound.",
  step: "picking",
  file: "pick.ts",
  find: "if (levelScore(version, other, limits) > levelScore(version, level, limits)) level = other;",
  replace: "if (levelScore(version, level, limits) < 1) level = other;",
} satisfies Mutant;
