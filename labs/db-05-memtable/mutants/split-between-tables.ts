import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a write is split between two tables where the first becomes full",
  story:
    "The limit is asked about for each change. In an engine each table has its own log, and a crash " +
    "between the two keeps half of a write.",
  step: "sorted-peer",
  file: "memory-store.ts",
  find: `    const table = this.#tables[0]!;
    for (const change of changes) {
      this.#sequence += 1;`,
  replace: `    let table = this.#tables[0]!;
    for (const change of changes) {
      if (table.count > 0 && table.memoryBytes >= this.#memtableBytesMax) {
        table = new MemTable(this.#random);
        this.#tables = [table, ...this.#tables];
      }
      this.#sequence += 1;`,
} satisfies Mutant;
