import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the lower bound is not included",
  story: "As with the upper one.",
  step: "leveldb",
  file: "compact-range.ts",
  find: "compareBytes(userKeyOf(largest), gte) < 0",
  replace: "compareBytes(userKeyOf(largest), gte) <= 0",
} satisfies Mutant;
