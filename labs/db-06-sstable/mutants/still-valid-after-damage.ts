import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an iterator that met damage still says that it stands at an entry",
  story:
    "The caller that catches the error for its report, and goes on with the loop, gets the key of one entry and the value of another.",
  step: "block-reading",
  file: "block-iterator.ts",
  find: "  #damaged(what: string): never {\n    this.#isValid = false;",
  replace: "  #damaged(what: string): never {\n    this.#isValid = true;",
} satisfies Mutant;
