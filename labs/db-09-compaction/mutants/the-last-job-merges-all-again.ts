import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the last job merges also what was merged just now",
  story: "All is right, and a compaction of the whole store writes it twice.",
  step: "leveldb",
  file: "compact-range.ts",
  find: "const isLeft = (file: FileMetadata) => old.has(file.number) && isWithin(file, bounds);",
  replace: "const isLeft = (file: FileMetadata) => old.size >= 0 && isWithin(file, bounds);",
} satisfies Mutant;
