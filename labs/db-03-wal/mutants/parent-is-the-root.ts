import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the root is synced in the place of the parent",
  story:
    "In every test the log was called wal, and its parent is the root. In production it " +
    "is data/wal: the power goes, and the name wal with it.",
  step: "segments",
  file: "recovery.ts",
  find: `  return directory.slice(0, Math.max(0, directory.lastIndexOf("/")));`,
  replace: `  return directory === "" ? directory : "";`,
} satisfies Mutant;
