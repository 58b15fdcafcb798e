import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a follower looks for the first entry of the term no further back than 32 entries",
  story:
    "A bound on the search that nobody sees in small tests. A follower that took a thousand entries from a leader which failed costs thirty round trips instead of one.",
  step: "replication",
  file: "node.ts",
  find: "    return { conflictTerm, conflictIndex: this.#log.firstIndexOf(prevLogIndex) };",
  replace: [
    "    const first = this.#log.firstIndexOf(prevLogIndex);",
    "    return { conflictTerm, conflictIndex: Math.max(first, prevLogIndex - 32) };",
  ].join("\n"),
} satisfies Mutant;
