import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the last job takes the tables that came by moves, and not what lies between them",
  story:
    "An output that goes from the first to the last reaches over a table in between. The version refuses two tables that overlap, and the store fails.",
  step: "leveldb",
  file: "compact-range.ts",
  find: "const left = files.slice(files.findIndex(isLeft), files.findLastIndex(isLeft) + 1);",
  replace: "const left = files.filter(isLeft);",
} satisfies Mutant;
