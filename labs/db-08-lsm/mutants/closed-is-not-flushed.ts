import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "close gives the handles back, and leaves the rest to recovery",
  story: "Nothing is lost. Each start replays the log, though the store was closed in order.",
  step: "recovery",
  file: "store.ts",
  find: `    try {
      await this.#writes.flush();
    } finally {`,
  replace: `    try {
      this.#state.check();
    } finally {`,
} satisfies Mutant;
