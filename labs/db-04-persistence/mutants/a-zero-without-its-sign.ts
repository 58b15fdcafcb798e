import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a score of -0 is written as 0",
  story:
    'String(-0) is "0". The two are equal for every comparison, and ZSCORE shows the ' +
    "difference: the copy is not the same any more.",
  step: "snapshot",
  file: "aof-format.ts",
  find: ['  if (Object.is(score, -0)) return "-0";', ""].join("\n"),
  replace: "",
} satisfies Mutant;
