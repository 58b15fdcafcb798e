import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "what an edit says of the next file stands, and numbers are given again after a crash",
  story:
    "The edit was made when its flush began. Numbers that were given since then are not in " +
    "it, and the next process gives them to other files.",
  step: "manifest",
  file: "version-set.ts",
  find: `      ...edit,
      nextFileNumber: this.#nextFileNumber,
      lastSequence: this.#lastSequence,`,
  replace: `      nextFileNumber: this.#state.nextFileNumber,
      ...edit,
      lastSequence: this.#lastSequence,`,
} satisfies Mutant;
