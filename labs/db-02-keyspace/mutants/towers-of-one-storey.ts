import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the chance that makes a tower higher never comes",
  story:
    "below(n) gives 0 to n - 1, and the author waits for n. Every tower has one level, " +
    "the skip list is a linked list, and every answer is right. A board of a hundred " +
    "players does not show it; one of a hundred thousand stands still.",
  step: "sorted-sets",
  file: "sorted-index.ts",
  find: "this.#random.below(TOWERS_PER_HIGHER_TOWER) === 0",
  replace: "this.#random.below(TOWERS_PER_HIGHER_TOWER) === TOWERS_PER_HIGHER_TOWER",
} satisfies Mutant;
