import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a run that has come to its end is not asked again when the walk turns round",
  story:
    "Only what is in the heap is turned. The run whose last entry was passed a while ago has left it: " +
    "on the way back its entries are missing.",
  step: "merging",
  file: "merging-iterator.ts",
  find: "if (run !== top) seekBefore(run.iterator, top.key);",
  replace: "if (run !== top && this.#heap.includes(run)) seekBefore(run.iterator, top.key);",
} satisfies Mutant;
