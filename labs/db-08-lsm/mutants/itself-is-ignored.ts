import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a batch that is appended to itself stays as it was",
  story: "A guard against a loop that is none. Whoever doubles a batch loses half of it.",
  step: "write-batch",
  file: "write-batch.ts",
  find: "    const count = other.#count;",
  replace: ["    if (other === this) return this;", "    const count = other.#count;"].join("\n"),
} satisfies Mutant;
