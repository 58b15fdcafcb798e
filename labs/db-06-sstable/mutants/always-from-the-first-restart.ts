import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a step back walks from the block's beginning",
  story:
    "Right in every example of ten entries. A block of a large index is then walked backwards in quadratic time.",
  step: "block-reading",
  file: "block-iterator.ts",
  find: "this.#enter(this.#restart);",
  replace: "this.#enter(0);",
} satisfies Mutant;
