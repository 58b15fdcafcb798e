import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the mask rotates to the left",
  story:
    "Rotations are written from memory, and the other direction passes every test that " +
    "only masks and unmasks. No other program reads the result.",
  step: "crc32c",
  file: "crc32c.ts",
  find: "return (((crc >>> 15) | (crc << 17)) + MASK_DELTA) >>> 0;",
  replace: "return (((crc << 15) | (crc >>> 17)) + MASK_DELTA) >>> 0;",
} satisfies Mutant;
