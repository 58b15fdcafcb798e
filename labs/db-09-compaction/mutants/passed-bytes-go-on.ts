import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "what one table has passed of the grandparents counts for the next one too",
  story: "Once the limit is passed, each entry has a table of its own.",
  step: "compact",
  file: "compact.ts",
  find: `    this.#output = undefined;
    this.#passedBytes = 0;`,
  replace: "    this.#output = undefined;",
} satisfies Mutant;
