import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "every vote that arrives is one more",
  story:
    "A counter in place of a set. The network may deliver a message twice, and one follower " +
    "elects the leader.",
  step: "elections",
  file: "ballot.ts",
  find: "this.#granted.add(from);",
  replace: "this.#granted.add(`${from}, ${this.#granted.size}`);",
} satisfies Mutant;
