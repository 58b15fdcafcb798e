import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an iterator gives a copy of each value",
  story:
    "Nothing in the arena changes, so that a view is as good as a copy. Who walks over a table of " +
    "4 MiB to write it to a file copies all of it once for nothing.",
  step: "iterators",
  file: "memtable.ts",
  find: "    return this.#arena.valueAt(this.#cursor.key);",
  replace: "    return this.#arena.valueAt(this.#cursor.key).slice();",
} satisfies Mutant;
