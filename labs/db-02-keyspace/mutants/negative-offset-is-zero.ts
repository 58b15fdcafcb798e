import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a negative offset leaves nothing out",
  story:
    "A page before the first is taken for the first. In Redis it is empty: a client that " +
    "computes (page - 1) * size and asks for page 0 sees the first page twice.",
  step: "sorted-sets",
  file: "sorted-set-bounds.ts",
  find: "const skipped = offset < 0 ? Infinity : offset;",
  replace: "const skipped = Math.max(0, offset);",
} satisfies Mutant;
