import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a read that was confirmed just before the leader was replaced is told as nothing",
  story:
    "The reads that wait are given up with the leadership; those that a majority has confirmed in the same turn, and " +
    "that ready has not handed out, go with it. Their clients wait for ever. It was in the first draft of this lab.",
  step: "clients",
  file: "leadership.ts",
  find: "return [...this.#confirmed.map(({ id }) => id), ...this.#reads.takeAll()];",
  replace: "return this.#reads.takeAll();",
} satisfies Mutant;
