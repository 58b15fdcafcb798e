import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "seven bytes at a block's end are skipped as a trailer",
  story:
    "Less than or equal. An empty FIRST is lost, and its LAST is out of order; an empty " +
    "FULL is lost without a word.",
  step: "reader",
  file: "log-reader.ts",
  find: "const offset = left < HEADER_SIZE_BYTES ? this.#at + left : this.#at;",
  replace: "const offset = left <= HEADER_SIZE_BYTES ? this.#at + left : this.#at;",
} satisfies Mutant;
