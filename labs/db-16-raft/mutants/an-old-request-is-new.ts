import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "only the number that came last is remembered, and a lower one is executed",
  story:
    "The copy of request 1 was late, and stands in the log behind request 2. It is not equal to the last one, so it is " +
    "executed once more.",
  step: "clients",
  file: "sessions.ts",
  find: "if (last !== undefined && sequence <= last.sequence) {",
  replace: "if (last !== undefined && sequence === last.sequence) {",
} satisfies Mutant;
