import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an iterator whose step failed still stands where it was",
  story:
    "A caller that catches the error and goes on reads the same entry again, or one of a table that was closed.",
  step: "iterators",
  file: "level-iterator.ts",
  find: [
    "    assert(this.#isValid, NOT_VALID);",
    "    this.#isValid = false;",
    "    return this.#table!;",
  ].join("\n"),
  replace: ["    assert(this.#isValid, NOT_VALID);", "    return this.#table!;"].join("\n"),
} satisfies Mutant;
