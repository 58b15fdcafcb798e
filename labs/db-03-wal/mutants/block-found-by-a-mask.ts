import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "where a block begins is worked out in 32 bits",
  story:
    "A mask is how one does it in C, where an offset has 64 bits. Here it has 32, one of " +
    "them a sign: at 2 GiB the block's beginning is negative, and a log that was written " +
    "happily is never read again.",
  step: "reader",
  file: "log-reader.ts",
  find: "const start = offset - (offset % BLOCK_SIZE_BYTES);",
  replace: "const start = offset & -BLOCK_SIZE_BYTES;",
} satisfies Mutant;
