import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "which level is the lowest is asked anew for each",
  story:
    "With a compactor that moves tables on meanwhile it goes down behind them, to the " +
    "last level, and writes all anew on each.",
  step: "leveldb",
  file: "compact-range.ts",
  find: "  for (let level = 0; level < lowest; level++) {",
  replace: `  const isBusy = () => store.version.levels.findLastIndex((files) => files.some((file) => isWithin(file, bounds)));
  for (let level = 0; level < Math.max(lowest, isBusy()); level++) {`,
} satisfies Mutant;
