import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a group that is as large as it may be is too large",
  story: "LevelDB breaks the group where the sum is greater than the limit. One byte.",
  step: "writers",
  file: "write-group.ts",
  find: "if (total > most ||",
  replace: "if (total >= most ||",
} satisfies Mutant;
