import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a filter may reach into the array of offsets",
  story:
    "It ends within the block, so nothing is read out of bounds. Bytes of offsets are taken for " +
    "bits and for a number of probes: a key that is there is denied.",
  step: "filter-block",
  file: "filter-block.ts",
  find: "if (start > end || end > this.#arrayOffset) return true;",
  replace: "if (start > end || end > this.#contents.length) return true;",
} satisfies Mutant;
