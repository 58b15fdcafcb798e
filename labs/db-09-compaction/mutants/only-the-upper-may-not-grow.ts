import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "only the upper inputs are held against the most that they may have",
  story: "What lies below is most of the work.",
  step: "picking",
  file: "pick.ts",
  find: "const isSmall = bytesOf(more) + bytesOf(lower) < expandedBytesMax(limits);",
  replace: "const isSmall = bytesOf(more) < expandedBytesMax(limits);",
} satisfies Mutant;
