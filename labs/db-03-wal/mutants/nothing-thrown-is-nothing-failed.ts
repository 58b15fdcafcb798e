import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a sync that rejects with nothing is acknowledged",
  story: "Whether there was an error is asked of the error. Promise.reject() has none to show.",
  step: "group-commit",
  file: "group-commit.ts",
  find: `    try {
      await this.#sync();
    } finally {
      ended();
    }
`,
  replace: `    let failure: unknown;
    try {
      await this.#sync();
    } catch (error) {
      failure = error;
    }
    ended();
    if (failure) throw failure;
`,
} satisfies Mutant;
