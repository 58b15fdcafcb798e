import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a length of 128 and more is read as one byte",
  story:
    "The varint is written in full and read by its first byte: every key below 120 bytes is right.",
  step: "memtable",
  file: "arena.ts",
  find: "  return first < 0x80 ? first : longLengthAt(bytes, offset);",
  replace: "  return first;",
} satisfies Mutant;
