import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "behind a value its older versions are seen as well",
  story:
    "A step forwards is a step of the inner iterator to the next value that is visible. It is, of the " +
    "same key.",
  step: "snapshot-reads",
  file: "snapshot-iterator.ts",
  find: "    this.#showNext(true);",
  replace: "    this.#showNext(false);",
} satisfies Mutant;
