import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a value is a copy",
  story: "A walk over a gigabyte copies a gigabyte, and nobody looked at it.",
  step: "block-reading",
  file: "block-iterator.ts",
  find: "this.#bytes.subarray(this.#valueStart, this.#end)",
  replace: "this.#bytes.slice(this.#valueStart, this.#end)",
} satisfies Mutant;
