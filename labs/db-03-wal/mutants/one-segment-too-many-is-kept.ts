import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "truncateBefore keeps a segment whose last record is just below the index",
  story:
    "Less than instead of at most. Nothing is lost, and the disk of a log that is " +
    "truncated at segment boundaries, as a flush of a memtable does, always has one " +
    "segment too many.",
  step: "segments",
  file: "log.ts",
  find: "this.#segments[1].firstIndex <= index)",
  replace: "this.#segments[1].firstIndex < index)",
} satisfies Mutant;
