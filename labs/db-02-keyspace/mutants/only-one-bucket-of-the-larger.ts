import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "during a rehash one bucket of the larger table is visited with one of the smaller",
  story:
    "A bucket of four folds out into two of eight, and into eight of thirty-two. Those of " +
    "which the cursor's number is the lower end are visited, the others are left out, since " +
    "the next cursor counts in the smaller table.",
  step: "scan",
  file: "dict.ts",
  find: "for (let i = bucket; i < large.size; i += small.size) chains",
  replace: "for (let i = bucket; i <= bucket; i += small.size) chains",
} satisfies Mutant;
