import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a leader goes back by one entry for each rejection",
  story:
    "Right, as the paper has it at first, and slow: a follower that missed ten thousand " +
    "entries costs ten thousand round trips (Raft §5.3, at its end).",
  step: "replication",
  file: "leadership.ts",
  find: "progress.rejected(prevLogIndex, ownLast === undefined ? conflictIndex : ownLast + 1);",
  replace: "progress.rejected(prevLogIndex, Math.max(conflictIndex, ownLast ?? 0, prevLogIndex));",
} satisfies Mutant;
