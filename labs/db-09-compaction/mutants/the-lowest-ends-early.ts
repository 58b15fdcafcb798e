import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the tables of the lowest level end for what lies further down",
  story: "That is out of the range, and may be much: many small tables for nothing.",
  step: "leveldb",
  file: "compact-range.ts",
  find: "{ inputs, outputLevel: lowest, grandparents: [] }, all);",
  replace:
    "{ inputs, outputLevel: lowest, grandparents: host.version.levels[lowest + 1] ?? [] }, all);",
} satisfies Mutant;
