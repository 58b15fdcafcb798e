import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a seek reads the block anew, though the iterator stands in it",
  story: "A merge seeks within a block more often than out of it.",
  step: "table-reader",
  file: "table-iterator.ts",
  find: "if (this.#data !== undefined && this.#offset === handle.offset) return this.#data;",
  replace: "",
} satisfies Mutant;
