import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the size divides by ln 2 once",
  story:
    "n · log₂(1/p) is the bound of information theory, which no Bloom filter reaches: it " +
    "needs 1.44 times that. The rate is then what two thirds of the bits give.",
  step: "bloom",
  file: "bloom.ts",
  find: "wholeBytes((count * nats) / Math.LN2 ** 2)",
  replace: "wholeBytes((count * nats) / Math.LN2)",
} satisfies Mutant;
