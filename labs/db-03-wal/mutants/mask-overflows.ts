import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the mask's sum is not cut to 32 bits",
  story:
    "In C the sum wraps round by itself. Here it is a number above 2^32: setUint32 cuts " +
    "it, so the file is right, and a comparison with what is read back fails for some " +
    "checksums.",
  step: "crc32c",
  file: "crc32c.ts",
  find: "return (((crc >>> 15) | (crc << 17)) + MASK_DELTA) >>> 0;",
  replace: "return (((crc >>> 15) | (crc << 17)) >>> 0) + MASK_DELTA;",
} satisfies Mutant;
