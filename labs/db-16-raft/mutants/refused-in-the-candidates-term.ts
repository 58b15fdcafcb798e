import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the answer to a question has the question's term",
  story:
    "A candidate of a lower term never learns of the higher one, and asks for ever (Raft " +
    "§5.1).",
  step: "elections",
  file: "node.ts",
  find: 'this.#send({ kind: "vote", ...this.#head(from), granted });',
  replace: 'this.#send({ kind: "vote", ...this.#head(from), term, granted });',
} satisfies Mutant;
