import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "every table is compacted, whatever the range",
  story: "Right, and dear: a range of one key writes the whole store anew.",
  step: "leveldb",
  file: "compact-range.ts",
  find: "return !isBefore && !isBehind;",
  replace: "return !(isBefore && isBehind);",
} satisfies Mutant;
