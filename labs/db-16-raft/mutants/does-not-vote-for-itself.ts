import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a candidate counts a vote of its own and does not note it",
  story:
    "So it may give it to somebody else in the same term, and there are two leaders. " +
    "NebulaGraph, pull request 3415: the vote for oneself was not saved.",
  step: "roles",
  file: "node.ts",
  find: "this.#votedFor = this.id;",
  replace: "this.#votedFor = undefined;",
} satisfies Mutant;
