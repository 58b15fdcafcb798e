import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "who gives its vote a second time does not wait anew",
  story:
    "The timer stands in the branch of the first vote. The candidate asks again, since the answer was lost, and the voter stands against it just then.",
  step: "elections",
  file: "node.ts",
  find: ["      this.#votedFor = from;", "      this.#restartTimer();"].join("\n"),
  replace: [
    "      if (this.#votedFor === undefined) this.#restartTimer();",
    "      this.#votedFor = from;",
  ].join("\n"),
} satisfies Mutant;
