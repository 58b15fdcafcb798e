import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a write that is alone does not ask whether the store has failed",
  story:
    "The log is fine: it was a job that failed. The write is acknowledged by a store that has ended.",
  step: "recovery",
  file: "write-path.ts",
  find: "return this.#state.failure === undefined && !this.#isFull()",
  replace: "return !this.#isFull()",
} satisfies Mutant;
