import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "memoryBytes counts the links, and not what was added",
  story:
    "The engine flushes by this number. Counted by what an entry costs beside its bytes, a table of " +
    "large values grows to a hundred times its limit.",
  step: "memtable",
  file: "memtable.ts",
  find: "    return this.#arena.sizeBytes + this.#list.memoryBytes;",
  replace: "    return this.#list.memoryBytes;",
} satisfies Mutant;
