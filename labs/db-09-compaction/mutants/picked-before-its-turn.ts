import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the tables are picked from the version that there was in the beginning",
  story:
    "Each job changes the version, and the next one has to look again: else it merges tables " +
    "that are gone.",
  step: "leveldb",
  file: "compact-range.ts",
  find: "const files = host.version.levels[level]!.filter((file) => isWithin(file, bounds));",
  replace: "const files = levels[level]!.filter((file) => isWithin(file, bounds));",
} satisfies Mutant;
