import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "each cycle looks at one sample",
  story:
    "Ten times a second, twenty keys: two hundred a second. Where a million sessions die " +
    "in a minute memory fills up, with the cycle running and the budget unspent.",
  step: "active-expiry",
  file: "expire-cycle.ts",
  find: "    isStale = dead * 100 > size * acceptablePercent;",
  replace: "    isStale = false;",
} satisfies Mutant;
