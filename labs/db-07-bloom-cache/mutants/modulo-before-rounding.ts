import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "probes go modulo the bits that were asked for, not those that there are",
  story:
    "The bits are rounded up to whole bytes when memory is taken, and the number from before " +
    "is used for the probes. Who asks knows only the length in bytes.",
  step: "bloom",
  file: "bloom.ts",
  find: ["      const bit = h % bits;", "      filter[bit >>> 3]! |="].join("\n"),
  replace: [
    "      const bit = h % Math.max(BITS_MIN, hashes.length * bitsPerKey);",
    "      filter[bit >>> 3]! |=",
  ].join("\n"),
} satisfies Mutant;
