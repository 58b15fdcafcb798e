import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a torn end is passed in every log",
  story: "The log before the last was synced to its end: what is gone there was promised.",
  step: "leveldb",
  file: "check-store.ts",
  find: 'at < lastUsed ? "whole" : "paranoid"',
  replace: '"paranoid"',
} satisfies Mutant;
