import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "those who wait are written one by one",
  story:
    "Everything is right. A hundred writers on a disk that syncs a hundred times a second wait a second each.",
  step: "writers",
  file: "write-path.ts",
  find: "    return writers.slice(0, groupLength(sizes));",
  replace: "    return writers.slice(0, Math.min(1, groupLength(sizes)));",
} satisfies Mutant;
