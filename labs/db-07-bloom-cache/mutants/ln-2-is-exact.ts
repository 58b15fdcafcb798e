import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "ln 2 has all its digits",
  story:
    "0.69 looks like carelessness. From 13 bits a key on it makes another number of probes " +
    "here and there.",
  step: "bloom",
  file: "bloom.ts",
  find: "clamped(Math.floor(bitsPerKey * LN_2_ROUNDED))",
  replace: "clamped(Math.floor(bitsPerKey * Math.LN2))",
} satisfies Mutant;
