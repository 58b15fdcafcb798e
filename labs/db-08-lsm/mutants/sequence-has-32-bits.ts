import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the upper half of the sequence is left 0",
  story:
    "Four billion writes are a few days of a busy store. From then on its log says that " +
    "they were the first ones, and they lose against everything that is there.",
  step: "write-batch",
  file: "write-batch.ts",
  find: "header.setUint32(4, Math.floor(sequence / TWO_32), true);",
  replace: "header.setUint32(4, 0, true);",
} satisfies Mutant;
