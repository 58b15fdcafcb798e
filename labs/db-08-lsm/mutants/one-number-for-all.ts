import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "all changes of a batch get the number of the first",
  story:
    "Of two puts of one key in a batch nobody knows which is newer; a snapshot between " +
    "two batches sees half of one.",
  step: "logged-table",
  file: "logged-table.ts",
  find: "    next += 1;",
  replace: "    next += 0;",
} satisfies Mutant;
