import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the last job takes no boundary along",
  story:
    "A directory of LevelDB has the deletion of a key at the end of one table and its value at the beginning of the next. A range that ends before both merges the first alone; the deletion meets nothing, goes, and the value is back.",
  step: "leveldb",
  file: "compact-range.ts",
  find: "files: withBoundary(files, left)",
  replace: "files: left",
} satisfies Mutant;
