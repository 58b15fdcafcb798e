import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "whose entry was found is told by the first 64 bytes of the key",
  story:
    "Long keys of one length with a long beginning in common get the value of their neighbour.",
  step: "memtable",
  file: "arena.ts",
  find: "const end = lengthSize(length) + length - TAG_SIZE_BYTES;",
  replace: "const end = lengthSize(length) + Math.min(length - TAG_SIZE_BYTES, 64);",
} satisfies Mutant;
