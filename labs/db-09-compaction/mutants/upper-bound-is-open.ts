import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the upper bound is not included",
  story: "Half-open ranges are the rule in this code, and not here: LevelDB has them closed.",
  step: "leveldb",
  file: "compact-range.ts",
  find: "compareBytes(userKeyOf(smallest), lte) > 0",
  replace: "compareBytes(userKeyOf(smallest), lte) >= 0",
} satisfies Mutant;
