import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the checksum does not cover the type",
  story:
    "One flipped bit makes a block of bytes a block of Snappy. LevelDB refuses all such tables.",
  step: "table-writer",
  file: "format.ts",
  find: "maskCrc(crc32c(trailer.subarray(0, 1), crc32c(contents)))",
  replace: "maskCrc(crc32c(contents))",
} satisfies Mutant;
