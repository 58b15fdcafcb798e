import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "jobs that wait are begun though a write has failed",
  story: "The background stops where a job fails, and nobody told it of the log.",
  step: "writers",
  file: "store.ts",
  find: `      if (state.failure === undefined) this.#background.wake();
      else void this.#background.stop();`,
  replace: "      if (state.failure === undefined) this.#background.wake();",
} satisfies Mutant;
