import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the place in the block is computed with 32 bits",
  story:
    "A file's size went through | 0. Up to 2 GiB all is well; between 2 and 4 GiB the " +
    "remainder is negative, and no trailer is ever written.",
  step: "fragments",
  file: "record.ts",
  find: "const left = BLOCK_SIZE_BYTES - (offset % BLOCK_SIZE_BYTES);",
  replace: "const left = BLOCK_SIZE_BYTES - ((offset | 0) % BLOCK_SIZE_BYTES);",
} satisfies Mutant;
