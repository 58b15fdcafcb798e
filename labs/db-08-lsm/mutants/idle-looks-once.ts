import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "idle does not look at the queue again when the jobs have ended",
  story:
    "A job changed nothing, and a write came meanwhile: idle resolves while a table is being written. The reference did so at first.",
  step: "writers",
  file: "store.ts",
  find: "version !== this.version || !this.#writes.isIdle; ) {",
  replace: "version !== this.version; ) {",
} satisfies Mutant;
