import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "only the first number of a batch counts",
  story: "The next batch may begin within it.",
  step: "logged-table",
  file: "logged-table.ts",
  find: "last = sequence + batch.count - 1;",
  replace: "last = sequence;",
} satisfies Mutant;
