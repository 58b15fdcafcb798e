import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the filter is told internal keys",
  story:
    "Nobody ever asks for one: a filter of keys with their tags denies everything, and the database is empty.",
  step: "table-writer",
  file: "table-writer.ts",
  find: "addKey(this.#userKey.of(internalKey))",
  replace: "addKey(internalKey)",
} satisfies Mutant;
