import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a lease whose successor could not be had goes back twice",
  story: "A disk that fails for a moment, and the cache drops a block in which somebody stands.",
  step: "table-reader",
  file: "table-iterator.ts",
  find: `    this.#leave();
    this.#lease = this.#source.lease(handle);`,
  replace: `    this.#lease?.release();
    this.#lease = this.#source.lease(handle);`,
} satisfies Mutant;
