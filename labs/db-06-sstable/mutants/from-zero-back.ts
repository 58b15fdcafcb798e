import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an offset of 0 is an offset",
  story:
    "It copies each byte onto itself: zeros where memory is new, secrets where it is not. Decompressors have leaked memory by this.",
  step: "snappy",
  file: "snappy.ts",
  find: "if (offset === 0 || offset > to) return false;",
  replace: "if (offset > to) return false;",
} satisfies Mutant;
