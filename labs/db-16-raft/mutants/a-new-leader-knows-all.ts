import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a new leader answers reads by the commit index that it had as a follower",
  story:
    "It was elected, so it has every committed entry. It has them, and does not know yet that they " +
    "are committed: its state machine is behind what the old leader has answered. Raft §8 asks for " +
    "the no-op for this; etcd's ReadIndex lacked the check until 2017 (etcd-io/etcd issue 7331, " +
    "pull request 7332), and TiKV with it (1632, 1634).",
  step: "clients",
  file: "leadership.ts",
  find: "this.#reads.add(id, this.#round, isKnown ? commitIndex : undefined);",
  replace: "this.#reads.add(id, this.#round, isKnown ? commitIndex : commitIndex);",
} satisfies Mutant;
