import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a range from a higher byte to a lower one is empty",
  story:
    "[z-a] is nothing to most regular expressions, or an error. Redis swaps the ends, and " +
    "so do the scripts that were written with it.",
  step: "scan",
  file: "glob.ts",
  find: "found ||= Math.min(a, b) <= byte && byte <= Math.max(a, b);",
  replace: "found ||= a <= byte && byte <= b;",
} satisfies Mutant;
