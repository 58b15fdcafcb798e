import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a data block without entries is none of its business",
  story: "No writer makes one. A writer with a fault does.",
  step: "damage",
  file: "check-table.ts",
  find: "if (!place.isValid) this.#fault",
  replace: "if (place === undefined) this.#fault",
} satisfies Mutant;
