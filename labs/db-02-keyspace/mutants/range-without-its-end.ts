import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the end of GETRANGE does not belong to it",
  story:
    "Every range in JavaScript is half-open, those of Redis are closed. GETRANGE key 0 -1 " +
    "gives all but the last byte, and nobody notices with texts that end in a line break.",
  step: "strings",
  file: "range-commands.ts",
  find: "Math.max(from, to + 1)",
  replace: "Math.max(from, to)",
} satisfies Mutant;
