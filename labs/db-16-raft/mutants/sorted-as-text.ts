import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "what the machines have is sorted by sort(), which compares texts",
  story:
    "In JavaScript [9, 10].sort() is [10, 9]. All is right up to entry 9; from the tenth on a leader commits what no majority has.",
  step: "commitment",
  file: "commitment.ts",
  find: ".sort((a, b) => b - a)",
  replace: ".sort().reverse()",
} satisfies Mutant;
