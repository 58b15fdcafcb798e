import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "after a way back close leaves it valid",
  story: "It shows copies then, so nothing crashes: who goes on reads what was.",
  step: "snapshot-reads",
  file: "snapshot-iterator.ts",
  find: `    this.#isValid = false;
    this.#inner.close();`,
  replace: `    this.#isValid = this.#isValid && this.#isBackwards;
    this.#inner.close();`,
} satisfies Mutant;
