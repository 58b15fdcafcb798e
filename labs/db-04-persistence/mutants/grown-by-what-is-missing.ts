import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a long piece is copied for every string that is added",
  story:
    "The block is made just large enough. A list of a million elements then copies " +
    "gigabytes, and the snapshot of one key takes minutes.",
  step: "rdb-encode",
  file: "rdb-output.ts",
  find: "Math.max(BLOCK_BYTES, 2 * size + count)",
  replace: "Math.max(BLOCK_BYTES, size + count)",
} satisfies Mutant;
