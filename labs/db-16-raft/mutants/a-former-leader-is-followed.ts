import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "whoever sends an Append leads",
  story:
    "A leader that was cut off comes back, and its followers go back with it, to a term of " +
    "the past. nats-server, pull request 5314: a machine stepped down for an old term.",
  step: "replication",
  file: "node.ts",
  find: "const isOld = term < this.#term;",
  replace: "const isOld = term < 0;",
} satisfies Mutant;
