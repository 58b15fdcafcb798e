import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the integer -0 is negative zero",
  story:
    "The sign is applied to whatever the digits gave. -0 equals 0 by === and differs from " +
    "it by Object.is, as a key of no Map but in every strict comparison, and when it is " +
    "divided by. RESP's integers have one zero.",
  step: "decode",
  file: "numbers.ts",
  find: "return value !== undefined && value > 0 && sign === MINUS ? -value : value;",
  replace: "return value !== undefined && sign === MINUS ? -value : value;",
} satisfies Mutant;
