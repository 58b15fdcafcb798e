import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "level 0 is full by its bytes too",
  story:
    "Small memtables make many tables of few bytes: level 0 grows to hundreds, and each get " +
    "asks them all.",
  step: "picking",
  file: "pick.ts",
  find: "  if (level === 0) return files.length / limits.level0Tables;",
  replace: "  if (level === 0) return bytesOf(files) / levelBytesMax(1, limits);",
} satisfies Mutant;
