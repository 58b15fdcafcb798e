import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "levels without tables count as well",
  story: "A get looks at each level; but it asks no table there.",
  step: "amplification",
  file: "amplification.ts",
  find: "older.filter((files) => files.length > 0).length",
  replace: "older.length",
} satisfies Mutant;
