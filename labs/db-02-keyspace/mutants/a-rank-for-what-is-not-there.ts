import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an item that is not in the index has the rank that it would have",
  story:
    "The search ends before the first item that is not smaller, and that place is " +
    "returned without a look at who stands there. It is what partitionPoint is for; rank " +
    "is asked by someone who wants to know whether the item is there.",
  step: "sorted-sets",
  file: "sorted-index.ts",
  find: "return this.#isEqual(turn.link.next, item) ? turn.position : undefined;",
  replace: "return turn.position;",
} satisfies Mutant;
