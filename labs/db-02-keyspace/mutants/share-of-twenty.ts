import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the share of dead keys is always taken of twenty",
  story:
    "A sample is of twenty keys, so the share is their number times five. Where eight keys " +
    "have a deadline and one of them is dead, that is 5 % in place of 12.5 %, and the cycle " +
    "stops.",
  step: "active-expiry",
  file: "expire-cycle.ts",
  find: "    isStale = dead * 100 > size * acceptablePercent;",
  replace: "    isStale = dead * 100 > KEYS_PER_SAMPLE * acceptablePercent;",
} satisfies Mutant;
