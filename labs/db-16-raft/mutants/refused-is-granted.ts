import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "every answer to a question for a vote is a vote",
  story: "The handler of the answer looks at terms, and not at what was answered.",
  step: "elections",
  file: "node.ts",
  find: "if (this.#ballot === undefined || !granted) return;",
  replace: "if (this.#ballot === undefined) return;",
} satisfies Mutant;
