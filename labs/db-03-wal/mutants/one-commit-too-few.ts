import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a commit that finds nothing under way counts as covered",
  story:
    "There is no sync to wait for, so everything must be on the disk. It was written a " +
    "microsecond ago.",
  step: "group-commit",
  file: "group-commit.ts",
  find: `    this.#next ??= this.#begin();
    return this.#next;`,
  replace: `    if (this.#running === undefined) {
      void this.#begin();
      return this.#running ?? Promise.resolve();
    }
    this.#next ??= this.#begin();
    return this.#next;`,
} satisfies Mutant;
