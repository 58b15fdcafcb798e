import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "words are compared up to the end of the shorter internal key, its tag included",
  story:
    "The tag is in the other order: the newest comes first. Where a word of it is compared as a word of a key, the oldest does.",
  step: "memtable",
  file: "arena.ts",
  find: "const length = Math.min(aLength, bLength) - TAG_SIZE_BYTES;",
  replace: "const length = Math.min(aLength, bLength);",
} satisfies Mutant;
