import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "who refuses a vote begins to wait anew",
  story:
    "The machine with the oldest log may keep all that could lead from trying. the MIT 6.824 " +
    '"Students\' Guide to Raft" (Gjengset, 2016): restart the timer where you grant a vote, ' +
    "and not where you are asked.",
  step: "elections",
  file: "node.ts",
  find: [
    "    if (granted) {",
    "      this.#votedFor = from;",
    "      this.#restartTimer();",
    "    }",
  ].join("\n"),
  replace: ["    if (granted) this.#votedFor = from;", "    this.#restartTimer();"].join("\n"),
} satisfies Mutant;
