import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "each fragment reads its block anew",
  story:
    "The last block is not remembered. With records of a dozen bytes a block is read " +
    "2,000 times; the page cache hides it until the log is larger than memory.",
  step: "reader",
  file: "log-reader.ts",
  find: "if (start !== this.#blockStart) {",
  replace: "if (start !== this.#blockStart || start >= 0) {",
} satisfies Mutant;
