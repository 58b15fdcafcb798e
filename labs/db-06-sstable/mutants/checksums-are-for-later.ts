import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "checksums are not looked at when a block is read",
  story:
    "LevelDB's default: verify_checksums is false. A flipped bit in a value is a wrong answer.",
  step: "table-reader",
  file: "format.ts",
  find: "if (maskCrc(crc32c(stored.subarray(0, size + 1))) !== crc) {",
  replace: "if (size < 0) {",
} satisfies Mutant;
