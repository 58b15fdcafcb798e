import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the answer that came last says what a follower has",
  story:
    "Answers come in another order than they were sent. The TLA+ specification itself has it " +
    "so: raft.tla, issue 18.",
  step: "commitment",
  file: "progress.ts",
  find: "this.matchIndex = Math.max(this.matchIndex, matchIndex);",
  replace: "this.matchIndex = matchIndex;",
} satisfies Mutant;
