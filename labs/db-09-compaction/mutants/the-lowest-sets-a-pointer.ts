import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the merge of the lowest level sets that level's pointer",
  story:
    "It is no turn of the level: the next compaction there leaps over what has not had " +
    "its own.",
  step: "leveldb",
  file: "compact-range.ts",
  find: "{ inputs, outputLevel: lowest, grandparents: [] }, all);",
  replace:
    "{ inputs, outputLevel: lowest, grandparents: [], pointer: files.at(-1)!.largest }, all);",
} satisfies Mutant;
