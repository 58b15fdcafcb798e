import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the polynomial is that of zip and Ethernet",
  story:
    "Every language has a crc32, and it is not this one: CRC-32 divides by 0xedb88320 " +
    "written backwards. Logs that the same code writes and reads are perfect; LevelDB " +
    "reads none of them.",
  step: "crc32c",
  file: "crc32c.ts",
  find: "const POLYNOMIAL = 0x82f63b78;",
  replace: "const POLYNOMIAL = 0xedb88320;",
} satisfies Mutant;
