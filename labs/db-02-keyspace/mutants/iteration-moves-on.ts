import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a get within an iteration moves buckets under it",
  story:
    "SINTER with the same set twice: the loop goes through the set and asks it for each " +
    "member. Every question moves ten buckets to the new table, which the loop visits again " +
    "at its end. Redis has safe iterators for this, which hold the rehash.",
  step: "dict",
  file: "dict.ts",
  find: "    if (next === undefined || this.#readers > 0) return this.isRehashing;",
  replace: "    if (next === undefined) return this.isRehashing;",
} satisfies Mutant;
