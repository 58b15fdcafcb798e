import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "it stops one level above the lowest",
  story:
    "Then the tombstones lie right above what they hide: all is written again, and nothing is " +
    "won.",
  step: "leveldb",
  file: "compact-range.ts",
  find: "for (let level = 0; level < lowest; level++)",
  replace: "for (let level = 0; level < lowest - 1; level++)",
} satisfies Mutant;
