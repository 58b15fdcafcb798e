import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the lowest level is written in tables as long as LevelDB's",
  story: "The limits are handed on in one of two places.",
  step: "leveldb",
  file: "compact-range.ts",
  find: "await compact(host, { inputs, outputLevel: lowest, grandparents: [] }, all);",
  replace: "await compact(host, { inputs, outputLevel: lowest, grandparents: [] }, limitsOf());",
} satisfies Mutant;
