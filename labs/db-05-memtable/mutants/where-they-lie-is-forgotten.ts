import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the tag of the second key is read where that of the first one would be",
  story:
    "Two keys in one array have two beginnings. The first loop was written with care, the second was " +
    "copied from the version without offsets.",
  step: "internal-keys",
  file: "internal-key.ts",
  find: "    const difference = b[bStart + at]! - a[aStart + at]!;",
  replace: "    const difference = b[bStart + at]! - a[bStart + at]!;",
} satisfies Mutant;
