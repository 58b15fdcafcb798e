import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a leader is followed, and waited for, only where its entries fit",
  story:
    "A machine whose log is behind rejects them, loses patience and unseats a leader that " +
    "works. d-engine, issue 340.",
  step: "replication",
  file: "node.ts",
  find: ["    if (!isOld) {", ""].join("\n"),
  replace: ["    if (!isOld && this.#log.termAt(prevLogIndex) === prevLogTerm) {", ""].join("\n"),
} satisfies Mutant;
