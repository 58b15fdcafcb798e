import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "truncateBefore removes the segment that holds the index as its first",
  story:
    "Before, or up to: the record at the index is the first that is still needed, and it " +
    "is gone whenever it happens to begin a segment.",
  step: "segments",
  file: "log.ts",
  find: "this.#segments[1].firstIndex <= index)",
  replace: "this.#segments[1].firstIndex <= index + 1)",
} satisfies Mutant;
