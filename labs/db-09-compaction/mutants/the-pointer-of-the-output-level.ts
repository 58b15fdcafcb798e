import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the pointer is set for the level into which it goes",
  story: "The next compaction there leaps over what has never had its turn.",
  step: "compact",
  file: "compact.ts",
  find: "compactPointers: [{ level: inputs[0]!.level, key",
  replace: "compactPointers: [{ level: outputLevel, key",
} satisfies Mutant;
