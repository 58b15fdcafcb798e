import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "logs are replayed in the order of their names",
  story: "All is well up to 999999.log. The next one has seven digits, and is sorted before it.",
  step: "recovery",
  file: "recovery.ts",
  find: ".sort((a, b) => a - b);",
  replace: ".sort();",
} satisfies Mutant;
