import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "2147483648 is written as an int32",
  story:
    "The range of 32 bits is not the same on both sides of 0. One number too many, and " +
    "it comes back negative.",
  step: "rdb-encode",
  file: "rdb-output.ts",
  find: "  return value === (value | 0) ? value : undefined;",
  replace: "  return Math.abs(value) <= 2 ** 31 ? value : undefined;",
} satisfies Mutant;
