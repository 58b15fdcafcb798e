import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the last level is not looked at",
  story: "It has nine tenths of the data. A slice ends before its end.",
  step: "dropping",
  file: "drop-rule.ts",
  find: "version.levels.slice(outputLevel + 1, LEVELS)",
  replace: "version.levels.slice(outputLevel + 1, LEVELS - 1)",
} satisfies Mutant;
