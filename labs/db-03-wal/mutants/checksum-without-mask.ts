import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the checksum is stored as it is",
  story:
    "It reads back, it detects errors, and the mask looks like ceremony. LevelDB reports " +
    "every record as corrupt.",
  step: "fragments",
  file: "record.ts",
  find: "maskCrc(crc32c(bytes.subarray(start - 1, end)))",
  replace: "crc32c(bytes.subarray(start - 1, end))",
} satisfies Mutant;
