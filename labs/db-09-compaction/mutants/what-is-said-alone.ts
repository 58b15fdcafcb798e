import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "what is not said of the limits is undefined",
  story:
    "A number divided by undefined is no number, and no number is 1 or more: nothing is ever " +
    "compacted.",
  step: "leveled",
  file: "leveled.ts",
  find: "  const all = limitsOf(limits);",
  replace: "  const all = limits as CompactionLimits;",
} satisfies Mutant;
