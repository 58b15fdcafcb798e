import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a get asks every table of every level",
  story:
    "Below level 0 keys are in one table of a level at the most; which one is known before it " +
    "is opened.",
  step: "amplification",
  file: "amplification.ts",
  find: "older.filter((files) => files.length > 0).length",
  replace: "older.flat().length",
} satisfies Mutant;
