import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "one to three bytes at the end are not hashed",
  story:
    "The loop over four bytes is the interesting part. All keys that differ in their last " +
    "digit alone have the same hash then, and most keys end with a digit.",
  step: "bloom",
  file: "hash.ts",
  find: "  const left = length - at;",
  replace: "  const left = 0;",
} satisfies Mutant;
