import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "what is not said of the limits is undefined, in sizeTiered",
  story: "No number is below undefined: every flush is merged at once.",
  step: "size-tiered",
  file: "size-tiered.ts",
  find: "  const all = limitsOf(limits);",
  replace: "  const all = limits as CompactionLimits;",
} satisfies Mutant;
