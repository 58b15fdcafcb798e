import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a failure does not wake who waits for the next version",
  story:
    "The compactor has failed, the writers stand at stop, and no version will ever come. They hang, and close with them.",
  step: "writers",
  file: "store-state.ts",
  find: `    this.#tellChange();
    return this.#failure;`,
  replace: `    this.onChange();
    return this.#failure;`,
} satisfies Mutant;
