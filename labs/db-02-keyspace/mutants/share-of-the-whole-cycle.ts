import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the share of dead keys is that of all looks of the cycle",
  story:
    "More looks make a better estimate, but of what was there at the beginning. A good " +
    "start then carries the cycle on through samples in which nothing is dead.",
  step: "active-expiry",
  file: "expire-cycle.ts",
  find: "    isStale = dead * 100 > size * acceptablePercent;",
  replace: "    isStale = size > 0 && removed * 100 > looked * acceptablePercent;",
} satisfies Mutant;
