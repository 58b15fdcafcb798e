import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an entry that a majority has is committed, of whatever term it is",
  story:
    "Figure 8, and one of the most frequent bugs there is: LogCabin, issue 44; goraft, pull " +
    "request 27; canonical/raft, issue 220; async-raft, issue 108; PySyncObj, issue 169.",
  step: "commitment",
  file: "commitment.ts",
  find: "return log.termAt(index) === term ? index : 0;",
  replace: "return index;",
} satisfies Mutant;
