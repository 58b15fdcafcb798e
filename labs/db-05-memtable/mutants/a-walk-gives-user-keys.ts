import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an iterator gives keys without their tags",
  story:
    "Whoever prints them sees what is expected. Whoever merges them cannot tell a version from the " +
    "next, or a deletion from a value.",
  step: "iterators",
  file: "memtable.ts",
  find: "    return this.#arena.internalKeyAt(this.#cursor.key);",
  replace: "    return this.#arena.internalKeyAt(this.#cursor.key).subarray(0, -8);",
} satisfies Mutant;
