import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a follower is told no higher commit index than it has confirmed entries",
  story:
    "A rule of heartbeats that are not compared with the log, as etcd-io/raft has them, put where the follower bounds the index itself: who catches up applies each batch a round later.",
  step: "commitment",
  file: "leadership.ts",
  find: "leaderCommit: this.#options.commitIndex(),",
  replace: "leaderCommit: Math.min(this.#options.commitIndex(), progress.matchIndex),",
} satisfies Mutant;
