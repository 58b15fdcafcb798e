import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "in the lowest level only the old tables are merged, not what lies between",
  story:
    "An output reaches over a table that came in between: the edit is refused, and the " +
    "store has failed.",
  step: "leveldb",
  file: "compact-range.ts",
  find: "const left = files.slice(files.findIndex(isLeft), files.findLastIndex(isLeft) + 1);",
  replace: "const left = files.filter(isLeft);",
} satisfies Mutant;
