import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "restarts need not rise",
  story:
    "Each of them is within the block, so nothing is read out of bounds. But a region that ends before it begins is stepped over, entry after entry.",
  step: "block-reading",
  file: "block.ts",
  find: "restart > before && restart < this.entriesEnd",
  replace: "restart < this.entriesEnd",
} satisfies Mutant;
