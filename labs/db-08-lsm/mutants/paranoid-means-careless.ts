import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "paranoid is asked before it is known which log it is",
  story: "Who asked for more care gets less: a log that was synced to its end may now be torn.",
  step: "recovery",
  file: "recovery.ts",
  find: 'const end = at < last ? "whole" : settings.paranoid ? "paranoid" : "torn";',
  replace: 'const end = settings.paranoid ? "paranoid" : at < last ? "whole" : "torn";',
} satisfies Mutant;
