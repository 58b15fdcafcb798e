import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the manifest of a rewrite keeps every increment",
  story:
    "The increments are what makes the log complete, and nothing may be lost. But the " +
    "base has them already, and they are executed once more on top of it.",
  step: "hybrid",
  file: "append-only-directory.ts",
  find: "      const increments = this.#manifest.increments.slice(-1);",
  replace: "      const { increments } = this.#manifest;",
} satisfies Mutant;
