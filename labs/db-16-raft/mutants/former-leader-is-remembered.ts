import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a candidate names the leader of the former term",
  story: "Clients are sent to a machine that has died, by the very machine that knows it best.",
  step: "replication",
  file: "node.ts",
  find: ["    this.#votedFor = this.id;", "    this.#leader = undefined;", ""].join("\n"),
  replace: ["    this.#votedFor = this.id;", ""].join("\n"),
} satisfies Mutant;
