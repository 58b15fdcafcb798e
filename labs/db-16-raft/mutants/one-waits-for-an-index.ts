import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "who waited for an index is forgotten when another waits for it",
  story:
    "A leader is replaced, leads again, and its log is shorter than before: a new proposal gets the index of a " +
    "former one. The former client is never told anything, and waits for ever.",
  step: "persistence",
  file: "server.ts",
  find: "this.#waiting.set(index, [...others, { term, resolve, reject }]);",
  replace: "this.#waiting.set(index, others.length < 0 ? others : [{ term, resolve, reject }]);",
} satisfies Mutant;
