import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a counter is full at 7",
  story:
    "Three bits would save a quarter. With the best number of probes one in some thousand " +
    "counters is full then, for ever.",
  step: "counting-filter",
  file: "counting-bloom.ts",
  find: "const COUNTER_MAX = 15;",
  replace: "const COUNTER_MAX = 7;",
} satisfies Mutant;
