import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an empty block ends the iteration",
  story:
    "LevelDB skips any number of them; one if is enough for every table that it writes itself.",
  step: "table-reader",
  file: "table-iterator.ts",
  find: "    while (this.#data !== undefined && !this.#data.isValid) {\n      this.#index.next();",
  replace: "    if (this.#data !== undefined && !this.#data.isValid) {\n      this.#index.next();",
} satisfies Mutant;
