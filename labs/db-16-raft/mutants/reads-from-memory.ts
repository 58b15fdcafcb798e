import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a leader answers reads from its memory, and asks nobody",
  story:
    "It leads, so what it knows is so. But it may have been replaced behind a partition, and does " +
    "not know it. etcd 0.4 and Consul's default reads were of this kind (Jepsen: etcd and Consul, " +
    "2014); so is hashicorp/raft's own state machine to whoever reads it without VerifyLeader.",
  step: "clients",
  file: "reads.ts",
  find: "needed <= round && index !== undefined ? [{ id, index }] : [],",
  replace: "needed >= 0 && round >= 0 && index !== undefined ? [{ id, index }] : [],",
} satisfies Mutant;
