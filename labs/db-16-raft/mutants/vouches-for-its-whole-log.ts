import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a follower says that it has everything up to its own last entry",
  story:
    "What stands behind the last entry that was compared may be a former leader's. the MIT " +
    '6.824 "Students\' Guide to Raft" (Gjengset, 2016): matchIndex is prevLogIndex + ' +
    "entries.length.",
  step: "replication",
  file: "node.ts",
  find: "const matchIndex = prevLogIndex + entries.length;",
  replace: "const matchIndex = this.#log.lastIndex;",
} satisfies Mutant;
