import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "of one user key the smallest sequence comes first",
  story:
    "Sorting by sequence is what one writes without thinking of who reads: the first entry from the " +
    "seek key on is then the newest that is *not* visible.",
  step: "internal-keys",
  file: "internal-key.ts",
  find: "    const difference = b[bStart + at]! - a[aStart + at]!;",
  replace: "    const difference = a[aStart + at]! - b[bStart + at]!;",
} satisfies Mutant;
