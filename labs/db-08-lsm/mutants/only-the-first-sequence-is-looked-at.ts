import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a record may end above the greatest sequence",
  story:
    "The first change has a number that there is; the last has one that a double cannot " + "hold.",
  step: "write-batch",
  file: "write-batch.ts",
  find: "if (sequence > MAX_SEQUENCE || lastOf(sequence, count) > MAX_SEQUENCE) {",
  replace: "if (sequence > MAX_SEQUENCE) {",
} satisfies Mutant;
