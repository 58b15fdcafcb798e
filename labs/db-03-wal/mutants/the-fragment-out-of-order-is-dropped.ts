import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a FULL within a record is dropped together with it",
  story:
    "The fragment is reported and the search begins behind it. But it was whole: what is " +
    "missing is the end of the one before. Each damage costs one record more than it " +
    "must.",
  step: "reader",
  file: "log-reader.ts",
  find: 'this.#lost(offset, "order");',
  replace: 'return this.#lost(offset, "order");',
} satisfies Mutant;
