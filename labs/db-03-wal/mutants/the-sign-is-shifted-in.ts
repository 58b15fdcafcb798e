import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the last bytes are divided with the sign shifted in",
  story:
    ">> instead of >>> in the loop for the bytes that are left over. Multiples of eight " +
    "are right, so are most short texts of the tests at hand.",
  step: "crc32c",
  file: "crc32c.ts",
  find: "crc = (crc >>> 8) ^ TABLES[(crc ^ bytes[at]!) & 0xff]!;",
  replace: "crc = (crc >> 8) ^ TABLES[(crc ^ bytes[at]!) & 0xff]!;",
} satisfies Mutant;
