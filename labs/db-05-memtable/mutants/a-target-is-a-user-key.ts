import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a seek takes its target for a user key and looks from its newest version on",
  story:
    "The tag is dropped and a new one made. It is what a get does, so the code was there. A seek to " +
    "an older version comes to the newest.",
  step: "iterators",
  file: "memtable.ts",
  find: "    this.#cursor.seek(this.#arena.lookupInternalKey(target));",
  replace: "    this.#cursor.seek(this.#arena.lookupKey(target.subarray(0, -8), 2 ** 53 - 1));",
} satisfies Mutant;
