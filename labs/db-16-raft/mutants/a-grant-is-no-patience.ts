import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "who grants a vote goes on waiting as before",
  story:
    "It begins an election of its own while the candidate that it voted for is being elected " +
    "(Raft Figure 2, Rules for Servers, Followers).",
  step: "elections",
  file: "node.ts",
  find: ["      this.#votedFor = from;", "      this.#restartTimer();"].join("\n"),
  replace: "      this.#votedFor = from;",
} satisfies Mutant;
