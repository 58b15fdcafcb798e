import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an iterator that is closed twice gives its lease back twice",
  story: "A finally behind an explicit close, and the store says that there is a bug.",
  step: "iterators",
  file: "store-iterator.ts",
  find: ["    this.#onClose = undefined;", ""].join("\n"),
  replace: "",
} satisfies Mutant;
