import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "GT and LT take no deadline for the earliest one",
  story:
    "-1 stands for none, and -1 is less than everything. EXPIRE GT, meant to prolong " +
    "lives only, then makes mortal what was not.",
  step: "expiry",
  file: "expiry-commands.ts",
  find: "  const current = before ?? Number.POSITIVE_INFINITY;",
  replace: "  const current = before ?? -1;",
} satisfies Mutant;
