import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the record's memory grows by a part at a time",
  story:
    "Each fragment makes room for itself and copies what was there: a record of 6 MiB is " +
    "copied 96 times. It shows with the first large value, as a start that takes minutes.",
  step: "reader",
  file: "log-reader.ts",
  find: "new Uint8Array(Math.max(size, 2 * this.#size));",
  replace: "new Uint8Array(size);",
} satisfies Mutant;
