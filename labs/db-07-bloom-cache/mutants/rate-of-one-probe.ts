import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the rate is the share of bits that are set",
  story: "That a bit is set is one question. A key is taken for there where all of its bits are.",
  step: "bloom",
  file: "bloom.ts",
  find: "return (1 - Math.exp((-hashes * count) / bits)) ** hashes;",
  replace: "return 1 - Math.exp((-hashes * count) / bits);",
} satisfies Mutant;
