import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a leader goes back before a term of which it has entries itself",
  story:
    "It sends again what the follower has: all of a term that may be long. the MIT 6.824 " +
    '"Students\' Guide to Raft" (Gjengset, 2016) gives the rule with both halves.',
  step: "replication",
  file: "leadership.ts",
  find: "const ownLast = conflictTerm === undefined ? undefined : this.#log.lastIndexOf(conflictTerm);",
  replace: "const ownLast = conflictTerm === undefined ? undefined : this.#log.lastIndexOf(0);",
} satisfies Mutant;
