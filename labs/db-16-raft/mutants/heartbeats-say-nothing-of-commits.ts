import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an Append without entries does not carry the commit index",
  story:
    "The last command before a pause is applied by followers when the next one comes, an hour " +
    "later. etcd, issue 1732; hashicorp/raft, pull request 412.",
  step: "commitment",
  file: "leadership.ts",
  find: "leaderCommit: this.#options.commitIndex(),",
  replace: "leaderCommit: nextIndex > this.#log.lastIndex ? 0 : this.#options.commitIndex(),",
} satisfies Mutant;
