import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a range whose bounds are crossed has less than no members",
  story:
    "The two cuts are subtracted. If the lower bound is above the upper one, ZCOUNT " +
    "answers a negative number. Ranges look fine: a loop from 3 to 1 does nothing.",
  step: "sorted-sets",
  file: "sorted-set-bounds.ts",
  find: "return { start, end: Math.max(start, set.partitionPoint(upper)) };",
  replace: "return { start, end: set.partitionPoint(upper) };",
} satisfies Mutant;
