import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the tables are sorted where they are",
  story:
    "Level 0 of the version is now in the order of the keys, and gets ask the wrong table " +
    "first.",
  step: "picking",
  file: "ranges.ts",
  find: "  return files.toSorted((a, b)",
  replace: "  return (files as FileMetadata[]).sort((a, b)",
} satisfies Mutant;
