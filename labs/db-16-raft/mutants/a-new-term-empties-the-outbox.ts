import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "what waits to be sent is dropped when a higher term is heard of",
  story:
    "It looks like a clean beginning. A server takes several messages in one turn: who asked in the former term is never answered, and lacks a vote that was given to it.",
  step: "elections",
  file: "node.ts",
  find: "    if (term > this.#term) this.#votedFor = undefined;",
  replace: "    if (term > this.#term) [this.#votedFor, this.#outbox] = [undefined, []];",
} satisfies Mutant;
