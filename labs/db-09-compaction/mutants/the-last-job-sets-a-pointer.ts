import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the last job sets the pointer of its level",
  story:
    "The pointer says up to where a level was compacted into the next one. A merge within the level is no such thing: the next pick begins behind tables that had no turn.",
  step: "leveldb",
  file: "compact-range.ts",
  find: "{ inputs, outputLevel: lowest, grandparents: [] }",
  replace: "{ inputs, outputLevel: lowest, grandparents: [], pointer: left.at(-1)!.largest }",
} satisfies Mutant;
