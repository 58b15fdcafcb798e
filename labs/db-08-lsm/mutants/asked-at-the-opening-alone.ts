import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the compactor is not asked after a change",
  story: "Level 0 is merged at each start, and never else.",
  step: "writers",
  file: "store.ts",
  find: `      if (state.failure === undefined) this.#background.wake();
      else`,
  replace: "      if (state.failure !== undefined)",
} satisfies Mutant;
