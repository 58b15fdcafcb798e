import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "memory is taken as though a counter had a byte",
  story:
    "Half of it is never used. Four bits are the point: a counting filter costs four times a " +
    "Bloom filter, and not eight.",
  step: "counting-filter",
  file: "counting-bloom.ts",
  find: "new Uint8Array(bits / 2)",
  replace: "new Uint8Array(bits)",
} satisfies Mutant;
