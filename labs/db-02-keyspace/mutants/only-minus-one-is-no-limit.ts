import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "LIMIT takes -1 alone for no limit",
  story:
    "Everybody writes -1, and so do all examples. Redis takes every negative number for no " +
    "limit; here -2 gives nothing.",
  step: "sorted-sets",
  file: "sorted-set-bounds.ts",
  find: "  const taken = count < 0 ? length : Math.min(count, length);",
  replace: "  const taken = count === -1 ? length : Math.min(Math.max(0, count), length);",
} satisfies Mutant;
