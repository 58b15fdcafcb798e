import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a sample with exactly the acceptable share dead is followed by another",
  story:
    "More than, or at least: with samples of twenty and a tenth the boundary is two keys, " +
    "and is hit in every fourth sample of a keyspace at the boundary.",
  step: "active-expiry",
  file: "expire-cycle.ts",
  find: "dead * 100 > size * acceptablePercent",
  replace: "dead * 100 >= size * acceptablePercent && size > 0",
} satisfies Mutant;
