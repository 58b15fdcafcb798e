import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "during a rehash new entries go to the old table",
  story:
    "The code that adds an entry was there before the second table was. An entry that goes " +
    "to a bucket below the position is never looked at again by the rehash, and is gone " +
    "with the old table when it ends: one key in some thousands, some time after it was " +
    "set.",
  step: "dict",
  file: "dict.ts",
  find: "add(this.#next ?? this.#table, {",
  replace: "add(this.#table, {",
} satisfies Mutant;
