import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "inputs of just as many bytes as are too many are taken",
  story: "The boundary: fewer than, says the rule.",
  step: "picking",
  file: "pick.ts",
  find: "bytesOf(lower) < expandedBytesMax(limits);",
  replace: "bytesOf(lower) <= expandedBytesMax(limits);",
} satisfies Mutant;
