import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an iterator whose step back met damage says that it stands at an entry",
  story: "Its key is then a TypeError of the code's own.",
  step: "table-reader",
  file: "table-iterator.ts",
  find: `    this.#isValid = false;
    this.#data!.prev();`,
  replace: "    this.#data!.prev();",
} satisfies Mutant;
