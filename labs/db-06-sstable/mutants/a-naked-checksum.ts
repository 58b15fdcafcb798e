import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the checksum is stored without its mask",
  story: "Own reader, own writer, all green; LevelDB says block checksum mismatch.",
  step: "table-writer",
  file: "format.ts",
  find: "const crc = maskCrc(crc32c(trailer.subarray(0, 1), crc32c(contents)));",
  replace: "const crc = crc32c(trailer.subarray(0, 1), crc32c(contents));",
} satisfies Mutant;
