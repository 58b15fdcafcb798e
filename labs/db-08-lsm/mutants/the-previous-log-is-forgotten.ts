import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the previous log does not count",
  story: "Only stores of LevelDB before 1.0 have one. They open without their newest writes.",
  step: "recovery",
  file: "recovery.ts",
  find: "number >= logNumber || number === prevLogNumber",
  replace: "number >= logNumber || number === -prevLogNumber - 1",
} satisfies Mutant;
