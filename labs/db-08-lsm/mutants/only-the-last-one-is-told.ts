import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "of several places that are newer than one on their left, one is told",
  story: "One table is taken out, and the audit finds the next: three nights in place of one.",
  step: "leveldb",
  file: "check-store.ts",
  find: "seen.filter((each) => each.at > at!)",
  replace: "seen.slice(-1)",
} satisfies Mutant;
