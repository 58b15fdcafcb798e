import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a rejection moves the next index before what the follower has confirmed",
  story:
    "A rejection of the time before comes once more. Apache Ratis, RATIS-1909: the next index " +
    "must be higher than the match index.",
  step: "commitment",
  file: "progress.ts",
  find: "Math.max(this.matchIndex + 1, Math.min(nextIndex, prevLogIndex))",
  replace: "Math.min(nextIndex, prevLogIndex)",
} satisfies Mutant;
