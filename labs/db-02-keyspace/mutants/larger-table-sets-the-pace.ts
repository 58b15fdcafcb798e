import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "during a rehash the cursor counts in the larger table",
  story:
    "Each call visits one bucket of the larger table and the one of the smaller to which it " +
    "folds. That is right while both are there. But entries move from one to the other " +
    "between the calls, and one that was ahead in the larger table's order may arrive where " +
    "the smaller one's bucket was visited before.",
  step: "scan",
  file: "dict.ts",
  find: "    return afterCursor(cursor, small.size);",
  replace: "    return afterCursor(cursor, large?.size ?? small.size);",
} satisfies Mutant;
