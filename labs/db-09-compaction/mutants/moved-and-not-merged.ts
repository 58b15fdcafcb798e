import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the lowest level is not merged in its place",
  story:
    "A table that nothing meets is only moved, and keeps its tombstones with what they hide. " +
    "LevelDB leaves them there, and people ask why the space does not come back.",
  step: "leveldb",
  file: "compact-range.ts",
  find: "if (left.length === 0) return;",
  replace: "if (left.length >= 0) return;",
} satisfies Mutant;
