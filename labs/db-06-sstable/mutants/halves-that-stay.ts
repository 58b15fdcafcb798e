import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the search by halves rounds down, and does not end",
  story:
    "Bentley's programmers wrote this one: with left = middle and a middle that is rounded down, two restarts are enough to search for ever.",
  step: "block-reading",
  file: "block-iterator.ts",
  find: "(left + right + 1) >>> 1;\n      this.#enter(middle);\n      this.#step();",
  replace: "(left + right) >>> 1;\n      this.#enter(middle);\n      this.#step();",
} satisfies Mutant;
