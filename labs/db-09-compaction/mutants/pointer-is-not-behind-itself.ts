import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the table that ends at the pointer is taken again",
  story:
    "It is the one that was compacted last; where it was not taken away, by a boundary say, " +
    "its turn comes for ever.",
  step: "picking",
  file: "pick.ts",
  find: "=== undefined || compareInternalKeys(largest, pointer) > 0,",
  replace: "=== undefined || compareInternalKeys(largest, pointer) >= 0,",
} satisfies Mutant;
