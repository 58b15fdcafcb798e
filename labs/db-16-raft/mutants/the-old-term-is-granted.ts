import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a question of a lower term is answered by vote and log alone",
  story:
    'A candidate that was away is told "granted", in a term that it does not know of yet. ' +
    "Figure 2, RequestVote 1.",
  step: "elections",
  file: "node.ts",
  find: "const granted = term === this.#term && isFree && isUpToDate;",
  replace: "const granted = isFree && isUpToDate;",
} satisfies Mutant;
