import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "each run is held against the one before it",
  story:
    "Cassandra compares runs to one another, and so does the picture that people have in mind: " +
    "runs of a size. But what counts is what a merge costs, to what it merges.",
  step: "size-tiered",
  file: "size-tiered.ts",
  find: "takenBytes += inputBytes;",
  replace: "takenBytes = inputBytes;",
} satisfies Mutant;
