import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a block of four bytes is an error of the language",
  story:
    "A RangeError without a file and an offset, from a get, because of a filter that is a " +
    "help and not a need.",
  step: "filter-block",
  file: "filter-block.ts",
  find: "tail < 0 ? 0 : this.#view.getUint32(tail, true)",
  replace: "this.#view.getUint32(tail, true)",
} satisfies Mutant;
