import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "what waits to be sent is dropped when an election begins",
  story:
    "The vote that was given a moment ago never arrives, and is given all the same: no other candidate of that term can have it.",
  step: "elections",
  file: "node.ts",
  find: "    this.#ballot = new Ballot(this.#options.voters, this.id);",
  replace: [
    "    this.#ballot = new Ballot(this.#options.voters, this.id);",
    "    this.#outbox = [];",
  ].join("\n"),
} satisfies Mutant;
