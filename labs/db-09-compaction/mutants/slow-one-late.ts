import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "slow comes with one table more than level0Slow",
  story: "The boundary.",
  step: "pressure",
  file: "pressure.ts",
  find: "length >= limits.level0Slow",
  replace: "length > limits.level0Slow",
} satisfies Mutant;
