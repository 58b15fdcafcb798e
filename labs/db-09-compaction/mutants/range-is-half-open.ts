import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the end of a range does not belong to it",
  story:
    "Half-open ranges are the rule elsewhere. Here the largest key is one that the table has, " +
    "and its other versions stay where they are.",
  step: "picking",
  file: "ranges.ts",
  find: "compareBytes(userKeyOf(smallest), to) <= 0 &&",
  replace: "compareBytes(userKeyOf(smallest), to) < 0 &&",
} satisfies Mutant;
