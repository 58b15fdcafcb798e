import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "who grants a vote counts from 0, up to the number that it drew before",
  story:
    "Two machines that drew the same number voted for the same candidate, and it died. They ask at once, and their votes are split.",
  step: "elections",
  file: "node.ts",
  find: ["      this.#votedFor = from;", "      this.#restartTimer();"].join("\n"),
  replace: ["      this.#votedFor = from;", "      this.#elapsed = 0;"].join("\n"),
} satisfies Mutant;
