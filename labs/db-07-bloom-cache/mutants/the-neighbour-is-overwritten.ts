import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an even counter is written over its whole byte",
  story: "The other half belongs to somebody else, who is denied from then on.",
  step: "counting-filter",
  file: "counting-bloom.ts",
  find: "(pair & 0xf0) | count",
  replace: "count",
} satisfies Mutant;
