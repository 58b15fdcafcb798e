import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a full memtable is replaced though the one before it is still being written",
  story: "The one before is forgotten by readers: its writes are gone until the table is there.",
  step: "writers",
  file: "write-path.ts",
  find: `      if (this.#flushing !== undefined) await this.#flushed;
      else if`,
  replace: "      if",
} satisfies Mutant;
