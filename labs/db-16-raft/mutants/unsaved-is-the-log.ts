import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "what is to be saved is the log's own array, where nothing of it was saved before",
  story:
    "The disk is slow, and the log goes on: what was told to be saved grows, and is told again with the next Ready; or it lacks what was truncated meanwhile.",
  step: "roles",
  file: "log.ts",
  find: "    const unsaved = this.#entries.slice(this.#unsaved - 1);",
  replace:
    "    const unsaved = this.#unsaved === 1 ? this.#entries : this.#entries.slice(this.#unsaved - 1);",
} satisfies Mutant;
