import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the upper half of the sequence is taken by a shift",
  story: "A shift works on 32 bits: by 32 it is none, and the lower half stands there twice.",
  step: "write-batch",
  file: "write-batch.ts",
  find: "Math.floor(sequence / TWO_32)",
  replace: "sequence >>> 32",
} satisfies Mutant;
