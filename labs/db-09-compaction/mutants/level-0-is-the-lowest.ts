import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "where all is in level 0 nothing is done",
  story:
    "The lowest level that has keys is 0, and there is none above it. But a store that was just " +
    "filled is what people compact.",
  step: "leveldb",
  file: "compact-range.ts",
  find: `const lowest = Math.max(
    1,
    levels.findLastIndex((files) => files.some((file) => isWithin(file, bounds))),
  );`,
  replace: `const lowest = levels.findLastIndex((files) => files.some((file) => isWithin(file, bounds)));
  if (lowest < 1) return;`,
} satisfies Mutant;
