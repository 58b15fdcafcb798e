import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a flush replaces the memtable though the one before it is still being written",
  story:
    "Writes wait for room, and flush was forgotten: two flushes at once, and one memtable is in no place.",
  step: "writers",
  file: "write-path.ts",
  find: `    if (this.#active.memtable.count === 0) return;
    await this.#flushed;`,
  replace: "    if (this.#active.memtable.count === 0) return;",
} satisfies Mutant;
