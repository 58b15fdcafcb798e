import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "entries are taken wherever the log is long enough",
  story:
    "The consistency check without its half: the entry before must have the term too. By it " +
    "alone two logs with one same entry are the same before it (Raft §5.3).",
  step: "replication",
  file: "node.ts",
  find: "if (isOld || this.#log.termAt(prevLogIndex) !== prevLogTerm) {",
  replace: "if (isOld || prevLogIndex > this.#log.lastIndex) {",
} satisfies Mutant;
