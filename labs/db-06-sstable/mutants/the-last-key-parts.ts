import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the index has the last key of each block",
  story:
    "Right and simple, and what RocksDB's index did to memory before it shortened keys: the index is as long as its keys.",
  step: "table-writer",
  file: "table-writer.ts",
  find: "shortestSeparator(this.#last, internalKey)",
  replace: "this.#last",
} satisfies Mutant;
