import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a step back after one forwards begins at the entry that is shown",
  story:
    "The loop for the way back was written for an inner iterator that stands before the key. After a " +
    "step forwards it stands at it: the same key is shown once more.",
  step: "snapshot-reads",
  file: "snapshot-iterator.ts",
  find: `    if (!this.#isBackwards) this.#inner.prev();
`,
  replace: "",
} satisfies Mutant;
