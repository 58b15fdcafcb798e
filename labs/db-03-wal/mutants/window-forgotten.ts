import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the bytes are read from the beginning of their memory",
  story:
    "A view of bytes.buffer without byteOffset: right for every array that was made for " +
    "itself, wrong for each Buffer that Node cuts from its pool and for every fragment " +
    "within a block.",
  step: "crc32c",
  file: "crc32c.ts",
  find: "  const { length } = bytes;",
  replace: [
    "  const { length } = bytes;",
    "  bytes = new Uint8Array(bytes.buffer, 0, length);",
  ].join("\n"),
} satisfies Mutant;
