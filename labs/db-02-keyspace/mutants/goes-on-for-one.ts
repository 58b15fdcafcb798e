import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the cycle goes on as long as a sample holds one dead key",
  story:
    "Thoroughness. With a hundredth of the keys dead, each cycle spends its budget on " +
    "finding a handful, ten times a second, for ever.",
  step: "active-expiry",
  file: "expire-cycle.ts",
  find: "    isStale = dead * 100 > size * acceptablePercent;",
  replace: "    isStale = dead > 0;",
} satisfies Mutant;
