import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a seek walks the block from its beginning",
  story:
    "Restarts are written and never used. Every answer is right; an index with 500 entries costs 250 comparisons for each get.",
  step: "block-reading",
  file: "block-iterator.ts",
  find: "let left = 0;\n    let right = this.#block.restartCount - 1;",
  replace: "let left = 0;\n    let right = 0;",
} satisfies Mutant;
