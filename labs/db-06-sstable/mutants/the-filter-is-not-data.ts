import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "for a key behind all of them offsetOf gives the end of the last data block",
  story: "The sizes of ranges do not add up to what LevelDB says of the same table.",
  step: "table-reader",
  file: "table.ts",
  find: "if (!this.#indexPlace.isValid) return this.#dataEnd;",
  replace: `if (!this.#indexPlace.isValid) {
      this.#indexPlace.seekToLast();
      if (!this.#indexPlace.isValid) return 0;
      const h = handleAt(this.#index, this.#indexPlace);
      return h.offset + h.size + 5;
    }`,
} satisfies Mutant;
