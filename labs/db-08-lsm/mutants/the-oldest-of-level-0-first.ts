import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the tables of level 0 are taken from the oldest to the newest",
  story: "Every store with an overwritten key is out of order.",
  step: "leveldb",
  file: "check-store.ts",
  find: "newest.map((file) => [file])",
  replace: "newest.toReversed().map((file) => [file])",
} satisfies Mutant;
