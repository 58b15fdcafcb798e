import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "tables of the output level count as being below",
  story:
    "They are all merged. So no deletion ever meets the bottom where the level has tables " +
    "beside.",
  step: "dropping",
  file: "drop-rule.ts",
  find: "version.levels.slice(outputLevel + 1, LEVELS)",
  replace: "version.levels.slice(outputLevel, LEVELS)",
} satisfies Mutant;
