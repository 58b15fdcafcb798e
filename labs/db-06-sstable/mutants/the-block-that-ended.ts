import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the filter is told where the block began that has just ended",
  story:
    "Its keys are then filed under the block after the next. Nothing is found, or all, as it comes.",
  step: "table-writer",
  file: "table-writer.ts",
  find: "startBlock(this.sizeBytes)",
  replace: "startBlock(this.#pending.offset)",
} satisfies Mutant;
