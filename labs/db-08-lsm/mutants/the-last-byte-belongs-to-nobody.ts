import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a value that ends with the record is refused",
  story:
    "One off, in the check that was added after the incident: the last put of every " +
    "batch is damage.",
  step: "write-batch",
  file: "write-batch.ts",
  find: "length > cursor.end - cursor.at",
  replace: "length >= cursor.end - cursor.at",
} satisfies Mutant;
