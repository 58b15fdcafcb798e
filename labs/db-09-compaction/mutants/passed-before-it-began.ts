import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "grandparents count that lie before the first entry of a table",
  story: "The first table of a merge ends after one entry.",
  step: "compact",
  file: "compact.ts",
  find: "      if (this.#output !== undefined) this.#passedBytes += sizeBytes;",
  replace: "      this.#passedBytes += sizeBytes;",
} satisfies Mutant;
