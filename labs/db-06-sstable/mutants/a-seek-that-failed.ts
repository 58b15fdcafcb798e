import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an iterator whose seek met damage stands where it stood before",
  story: "Who catches the error and goes on reads the old entry as the answer.",
  step: "table-reader",
  file: "table-iterator.ts",
  find: `    this.#isValid = false;
    this.#index.seek(target);`,
  replace: "    this.#index.seek(target);",
} satisfies Mutant;
