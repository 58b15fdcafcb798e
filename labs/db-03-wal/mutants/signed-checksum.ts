import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "half of all checksums are negative",
  story:
    "JavaScript's ^ and ~ give numbers with a sign. Stored in four bytes they are right; " +
    "compared with what a DataView reads, half of them are not, and the log is corrupt in " +
    "every second record.",
  step: "crc32c",
  file: "crc32c.ts",
  find: "return ~crc >>> 0;",
  replace: "return ~crc;",
} satisfies Mutant;
