import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a bad place in the last log is a torn end, whatever stands behind it",
  story:
    "A bit that flips in an old record takes all the writes behind it along, and the audit says that a crash did it.",
  step: "leveldb",
  file: "check-store.ts",
  find: '"whole" : "paranoid"',
  replace: '"whole" : "torn"',
} satisfies Mutant;
