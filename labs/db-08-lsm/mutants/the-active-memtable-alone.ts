import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a get looks in the memtable that is written to, and not in the one that is flushed",
  story:
    "There is one memtable, until it is full. While a table is made of it, all that it holds " +
    "is in neither place.",
  step: "point-reads",
  file: "store.ts",
  find: `    for (const memtable of this.#writes.memtables) {
      const found = memtable.get(key, sequence);`,
  replace: `    for (const memtable of this.#writes.memtables.slice(0, 1)) {
      const found = memtable.get(key, sequence);`,
} satisfies Mutant;
