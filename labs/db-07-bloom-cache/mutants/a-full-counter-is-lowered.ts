import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a counter at 15 goes down like any other",
  story:
    "It may have stood for a hundred. After fifteen deletions it is 0, and 85 keys are " +
    "denied: the one thing that a filter never does.",
  step: "counting-filter",
  file: "counting-bloom.ts",
  find: "count > 0 && count < COUNTER_MAX",
  replace: "count > 0",
} satisfies Mutant;
