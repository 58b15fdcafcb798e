import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "only the next level is looked at",
  story: "Two levels down the value waits.",
  step: "dropping",
  file: "drop-rule.ts",
  find: "version.levels.slice(outputLevel + 1, LEVELS)",
  replace: "version.levels.slice(outputLevel + 1, outputLevel + 2)",
} satisfies Mutant;
