import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a table counts by its number",
  story:
    "An argument in the wrong place: charge and number are both numbers, and TypeScript is " +
    "content.",
  step: "cached-tables",
  file: "table-cache.ts",
  find: "this.#tables.insert(number, this.#open(number), 1)",
  replace: "this.#tables.insert(number, this.#open(number), number)",
} satisfies Mutant;
