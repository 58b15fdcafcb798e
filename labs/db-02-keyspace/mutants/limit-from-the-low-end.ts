import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "with REV, LIMIT still counts from the lowest member",
  story:
    "The range is cut by offset and count, and then turned round. ZREVRANGEBYSCORE board " +
    "inf -inf LIMIT 0 10 answers the ten worst, the best of them first.",
  step: "sorted-sets",
  file: "sorted-set-bounds.ts",
  find: "const first = isReverse ? end - skipped - taken : start + skipped;",
  replace: "const first = start + skipped;",
} satisfies Mutant;
