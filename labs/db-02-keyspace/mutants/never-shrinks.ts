import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a dict that was large once stays large",
  story:
    "Growing was needed, shrinking was an optimisation for later. A queue of a million jobs " +
    "is worked off, and its table of a million empty buckets stays; drawing one of the " +
    "three entries that are left takes three hundred thousand tries.",
  step: "dict",
  file: "dict.ts",
  find: "if (!this.isRehashing && isSparse)",
  replace: "if (!this.isRehashing && isSparse && this.#size < 0)",
} satisfies Mutant;
