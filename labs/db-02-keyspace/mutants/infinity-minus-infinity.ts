import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "scores are compared by subtraction",
  story:
    "a.score - b.score is below zero, zero or above it, as comparators are written " +
    "everywhere. inf - inf is NaN, which is none of the three: two members with an " +
    "infinite score are neither equal nor in order, and one of them is not found again.",
  step: "sorted-sets",
  file: "sorted-set.ts",
  find: ["  if (a.score !== b.score) return a.score < b.score ? -1 : 1;", ""].join("\n"),
  replace: [
    "  const difference = a.score - b.score;",
    "  if (difference !== 0) return difference;",
    "",
  ].join("\n"),
} satisfies Mutant;
