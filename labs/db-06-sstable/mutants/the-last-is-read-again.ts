import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "to seek the last entry reads the last block, though the iterator stands in it",
  story: "A read, a checksum and a decompression for nothing.",
  step: "table-reader",
  file: "table-iterator.ts",
  find: `    this.#index.seekToLast();
    this.#enter()`,
  replace: `    this.#leave();
    this.#index.seekToLast();
    this.#enter()`,
} satisfies Mutant;
