import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "unmasking rotates the same way as masking",
  story:
    "The constant is taken off, and the rotation is copied. Rotating by 15 twice is " +
    "rotating by 30.",
  step: "crc32c",
  file: "crc32c.ts",
  find: "return ((rotated >>> 17) | (rotated << 15)) >>> 0;",
  replace: "return ((rotated >>> 15) | (rotated << 17)) >>> 0;",
} satisfies Mutant;
