import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "after a failure the table that is being written goes, and those before it stay",
  story: "A disk that is full becomes fuller with each attempt.",
  step: "compact",
  file: "compact.ts",
  find: "      for (const output of this.#outputs) output.abandon();",
  replace: "      this.#output?.abandon();",
} satisfies Mutant;
