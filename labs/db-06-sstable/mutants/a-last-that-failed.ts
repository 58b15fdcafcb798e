import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an iterator that met damage on its way to the last entry stands where it stood before",
  story: "The newest entry of a range is then one from its middle.",
  step: "table-reader",
  file: "table-iterator.ts",
  find: `    this.#isValid = false;
    this.#index.seekToLast();`,
  replace: "    this.#index.seekToLast();",
} satisfies Mutant;
