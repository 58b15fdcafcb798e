import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a follower names the entry that does not fit, and not the first of its term",
  story: "The leader goes back by one entry at a time, with all the code for going back by terms.",
  step: "replication",
  file: "node.ts",
  find: "conflictIndex: this.#log.firstIndexOf(prevLogIndex) };",
  replace: "conflictIndex: prevLogIndex };",
} satisfies Mutant;
