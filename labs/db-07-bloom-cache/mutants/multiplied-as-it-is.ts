import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the product is rounded before its lowest bits are taken",
  story:
    "A product of two numbers of 32 bits has 64, and a double holds 53. `| 0` takes the " +
    "lowest 32, which are the ones that are wrong.",
  step: "bloom",
  file: "hash.ts",
  find: "    h = Math.imul(h + word, MULTIPLIER);",
  replace: "    h = ((h + word) * MULTIPLIER) | 0;",
} satisfies Mutant;
