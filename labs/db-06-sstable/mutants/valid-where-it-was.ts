import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an iterator that met damage stands where it stood before",
  story:
    "The index took its step, the data block did not. The next call skips a block without a word.",
  step: "table-reader",
  file: "table-iterator.ts",
  find: "  next(): void {\n    assert(this.#isValid, NOT_VALID);\n    this.#isValid = false;",
  replace: "  next(): void {\n    assert(this.#isValid, NOT_VALID);",
} satisfies Mutant;
