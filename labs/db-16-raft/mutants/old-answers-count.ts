import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an answer counts whatever its term",
  story:
    "A vote of a former term makes a leader of a candidate that nobody elected in this one. " +
    'the MIT 6.824 "Students\' Guide to Raft" (Gjengset, 2016) calls it term confusion: ' +
    "compare the term that was sent with the one that is.",
  step: "roles",
  file: "node.ts",
  find: "const isOfThisTerm = message.term === this.#term;",
  replace: "const isOfThisTerm = message.term <= this.#term;",
} satisfies Mutant;
