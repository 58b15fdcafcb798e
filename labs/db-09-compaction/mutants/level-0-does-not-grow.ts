import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "level 0 is treated as any other level",
  story:
    "What overlaps with the range is taken, and what overlaps with that is not: an older " +
    "table stays above, and a get finds the old value first.",
  step: "picking",
  file: "ranges.ts",
  find: "  if (level > 0 || found.length === 0) return found;",
  replace: "  if (level >= 0 || found.length === 0) return found;",
} satisfies Mutant;
