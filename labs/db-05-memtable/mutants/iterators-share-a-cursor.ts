import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "all iterators of a table, and its gets, move one cursor",
  story:
    "The table has a cursor for its gets already. One iterator alone works; two move each other.",
  step: "iterators",
  file: "memtable.ts",
  find: "    return new MemTableIterator(this.#arena, this.#list.cursor());",
  replace: "    return new MemTableIterator(this.#arena, this.#found);",
} satisfies Mutant;
