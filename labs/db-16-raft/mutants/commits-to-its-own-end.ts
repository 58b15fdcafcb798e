import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a follower commits up to the leader's commit index, or to its own last entry",
  story:
    "Its last entries may be a former leader's. Copycat, issue 265, with an empty Append; " +
    'ScyllaDB, issue 9965; etcd, pull request 1203. the MIT 6.824 "Students\' Guide to Raft" ' +
    '(Gjengset, 2016): "index of last new entry" means the last one in the Append.',
  step: "commitment",
  file: "node.ts",
  find: "Math.min(leaderCommit, matchIndex)",
  replace: "Math.min(leaderCommit, this.#log.lastIndex)",
} satisfies Mutant;
