import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a backlen takes one more byte from 2^14 on",
  story:
    "Seven bits a byte, so 16,383 fits two: by arithmetic, not by lpEncodeBacklen, " +
    "which asks for less than. One length in 16,384 is refused, as damage that is none.",
  step: "rdb-decode",
  file: "listpack.ts",
  find: "const BACKLEN_STEPS = [128, 16_383, 2_097_151, 268_435_455] as const;",
  replace: "const BACKLEN_STEPS = [128, 16_384, 2_097_152, 268_435_456] as const;",
} satisfies Mutant;
