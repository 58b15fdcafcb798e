import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "every leader checks its quorum, asked or not",
  story: "A sound default, and not the one that is documented.",
  step: "elections",
  file: "node.ts",
  find: "if (this.#options.checkQuorum && !this.#leadership.checkQuorum()) {",
  replace: "if (!this.#leadership.checkQuorum()) {",
} satisfies Mutant;
