import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "what is said of the limits is not heard",
  story: "The settings are read, printed and passed on, and the defaults are used.",
  step: "leveled",
  file: "leveled.ts",
  find: "  const all = limitsOf(limits);",
  replace: "  const all = limitsOf(limits && {});",
} satisfies Mutant;
