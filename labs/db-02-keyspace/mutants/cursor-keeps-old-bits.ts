import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "bits above the size of the table stay in the cursor",
  story:
    "After the table has shrunk, the cursor still has the bits that counted in the larger " +
    "one. Adding one to the lowest of them does not reach those that count now: the same " +
    "bucket is visited again and again, or the end never comes.",
  step: "scan",
  file: "cursor.ts",
  find: "reversed(cursor | ~(size - 1))",
  replace: "reversed(cursor)",
} satisfies Mutant;
