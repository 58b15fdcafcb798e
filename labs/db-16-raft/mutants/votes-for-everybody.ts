import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a vote is given to whoever asks with a log that is new enough",
  story:
    "Two candidates get a majority each, in the same term. One vote in a term is what " +
    "election safety rests on (Raft §5.2).",
  step: "elections",
  file: "node.ts",
  find: "const isFree = this.#votedFor === undefined || this.#votedFor === from;",
  replace: "const isFree = true;",
} satisfies Mutant;
