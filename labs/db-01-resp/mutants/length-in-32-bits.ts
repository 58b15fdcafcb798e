import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a length is kept in 32 bits, so that 4294967301 is 5",
  story:
    "A bitwise operator is the usual way to make a whole number, and below 2^31 it is right. " +
    "Above, the number wraps: a length that every limit forbids becomes a small one that " +
    "passes. Redis built for 32 bits overflowed so on a large bulk, where the limit had been " +
    "set high, and wrote past the end of its buffer (CVE-2021-21309).",
  step: "decode",
  file: "numbers.ts",
  find: "  const length = parseDigits(bytes, first, end);",
  replace: [
    "  const digits = parseDigits(bytes, first, end);",
    "  const length = digits === undefined ? undefined : digits | 0;",
  ].join("\n"),
} satisfies Mutant;
