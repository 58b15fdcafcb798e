import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "level 1 is left alone when it is larger, and the result goes to level 0",
  story:
    "The bug everyone writes first: one rule for all levels. A table that is flushed while the " +
    "merge goes on has a smaller number than the result, and is newer; level 0 goes by numbers, " +
    "and the old value wins.",
  step: "size-tiered",
  file: "size-tiered.ts",
  find: "!isAll && input.level > 1 && inputBytes",
  replace: "!isAll && inputBytes",
} satisfies Mutant;
