import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "to seek the first entry reads the first block, though the iterator stands in it",
  story: "A read, a checksum and a decompression for nothing.",
  step: "table-reader",
  file: "table-iterator.ts",
  find: `    this.#index.seekToFirst();
    this.#enter()`,
  replace: `    this.#leave();
    this.#index.seekToFirst();
    this.#enter()`,
} satisfies Mutant;
