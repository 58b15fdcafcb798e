import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the next try is where the answer says, though it is no further back",
  story:
    "Where a log is not as expected the same Append is rejected for ever. With this bound it " +
    "always ends.",
  step: "replication",
  file: "progress.ts",
  find: "Math.min(nextIndex, prevLogIndex)",
  replace: "nextIndex",
} satisfies Mutant;
