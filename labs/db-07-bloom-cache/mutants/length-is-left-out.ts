import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the length has no part in the hash",
  story:
    "Bytes of zero add nothing, so that a key and the same key with a zero behind it meet in " +
    "many more places than chance has it.",
  step: "bloom",
  file: "hash.ts",
  find: "seed ^ Math.imul(length, MULTIPLIER)",
  replace: "seed",
} satisfies Mutant;
