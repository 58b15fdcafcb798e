import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a literal of 2^32 bytes is one of none",
  story:
    "The length and 1 are added up in 32 bits: five bytes that are nonsense are skipped without a " +
    "word.",
  step: "snappy",
  file: "snappy.ts",
  find: "length = word + 1;",
  replace: "length = (word + 1) >>> 0;",
} satisfies Mutant;
