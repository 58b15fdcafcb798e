import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an iterator that met damage on its way to the first entry says that it stands at one",
  story: "Its key is then a TypeError of the code's own.",
  step: "table-reader",
  file: "table-iterator.ts",
  find: `    this.#isValid = false;
    this.#index.seekToFirst();`,
  replace: "    this.#index.seekToFirst();",
} satisfies Mutant;
