import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a table that nobody names is damage",
  story:
    "Every store that has met a crash during a flush is reported broken, and soon nobody reads the reports.",
  step: "leveldb",
  file: "check-store.ts",
  find: 'this.#fault("stray", path, "no edit names this table")',
  replace: 'this.#fault("damage", path, "no edit names this table")',
} satisfies Mutant;
