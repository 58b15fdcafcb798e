import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "half of the machines are a majority",
  story:
    "With an odd number rounding up is right by accident. Of four machines two elect one, and " +
    "two another.",
  step: "elections",
  file: "ballot.ts",
  find: "return Math.floor(voters / 2) + 1;",
  replace: "return Math.ceil(voters / 2);",
} satisfies Mutant;
