import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a batch may begin with the number at which the one before ended",
  story:
    "Two changes with one number. In the memtable they are a bug, in a table they are " +
    "two entries of one key, and which one is found is chance.",
  step: "logged-table",
  file: "logged-table.ts",
  find: "if (sequence <= last) {",
  replace: "if (sequence < last) {",
} satisfies Mutant;
