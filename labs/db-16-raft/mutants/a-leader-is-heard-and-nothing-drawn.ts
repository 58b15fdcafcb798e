import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an Append sets the count of ticks to 0 and draws no new timeout",
  story:
    "Two followers that drew the same number ask at once when the leader dies, however long it lived: at each of its heartbeats they began to wait together, with that number.",
  step: "replication",
  file: "node.ts",
  find: ["      this.#follow(term, from);", "      this.#restartTimer();"].join("\n"),
  replace: ["      this.#follow(term, from);", "      this.#elapsed = 0;"].join("\n"),
} satisfies Mutant;
