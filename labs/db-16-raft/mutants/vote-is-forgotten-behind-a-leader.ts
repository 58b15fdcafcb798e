import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "who follows a leader of its term forgets whom it voted for",
  story:
    "It may vote again in the same term, and a second leader is elected. etcd, pull request " +
    "2461; akka-raft, issue 56; Zeebe, issue 5356; CCF, pull request 8094: four times the " +
    "same bug.",
  step: "replication",
  file: "node.ts",
  find: "if (term > this.#term) this.#votedFor = undefined;",
  replace: "this.#votedFor = undefined;",
} satisfies Mutant;
