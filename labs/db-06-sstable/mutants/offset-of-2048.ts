import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a short copy reaches 2,048 bytes back",
  story: "Eleven bits end at 2,047; the twelfth falls off the byte.",
  step: "snappy",
  file: "snappy.ts",
  find: "offset > 2047",
  replace: "offset > 2048",
} satisfies Mutant;
