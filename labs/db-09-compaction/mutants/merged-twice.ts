import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "all of the lowest level is merged once more, what has just come out of a merge too",
  story: "All is right, and costs twice as much: a terabyte is written two times.",
  step: "leveldb",
  file: "compact-range.ts",
  find: "old.has(file.number) && isWithin(file, bounds);",
  replace: "(old.has(file.number) || true) && isWithin(file, bounds);",
} satisfies Mutant;
