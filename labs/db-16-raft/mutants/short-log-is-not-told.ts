import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a follower whose log is too short does not say where it ends",
  story:
    "The leader goes back by one entry for each that is missing. After an hour away that is " +
    "an hour of round trips.",
  step: "replication",
  file: "node.ts",
  find: "return { conflictTerm, conflictIndex: this.#log.lastIndex + 1 };",
  replace:
    "return { conflictTerm, conflictIndex: Math.max(prevLogIndex, this.#log.lastIndex + 1) };",
} satisfies Mutant;
