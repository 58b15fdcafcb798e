import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an answer to an Append counts whatever its term",
  story:
    "A machine leads again, and takes an answer to what it sent in a former term for one to " +
    'what it sends now. the MIT 6.824 "Students\' Guide to Raft" (Gjengset, 2016): drop it, ' +
    "and return.",
  step: "replication",
  file: "node.ts",
  find: "if (isOfThisTerm) this.#leadership?.onAppendReply(message);",
  replace: "this.#leadership?.onAppendReply(message);",
} satisfies Mutant;
