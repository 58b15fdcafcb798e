import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a seek ends with the region that the halves gave",
  story:
    "The last region that begins before the target need not hold an entry behind it: the answer is then the first of the next.",
  step: "block-reading",
  file: "block-iterator.ts",
  find: "while (this.#isValid && this.#compare(this.#key, target) < 0);",
  replace: "while (this.#end < this.#regionEnd && this.#compare(this.#key, target) < 0);",
} satisfies Mutant;
