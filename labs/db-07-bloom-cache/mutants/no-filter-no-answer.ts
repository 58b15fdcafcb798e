import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a filter of no bytes may contain everything",
  story:
    "Where nothing is known, say yes: a good rule, and wrong here. A filter of 0 bytes is one " +
    "of no keys; it is what stands for a range without a block.",
  step: "bloom",
  file: "bloom.ts",
  find: "if (end - start < 2) return false;",
  replace: "if (end - start < 2) return true;",
} satisfies Mutant;
