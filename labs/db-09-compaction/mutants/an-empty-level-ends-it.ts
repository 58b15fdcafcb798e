import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the first level without tables of the range ends it",
  story:
    "Between level 0 and the data there are often levels without any: in a size-tiered store " +
    "nearly always.",
  step: "leveldb",
  file: "compact-range.ts",
  find: `for (let level = 0; level < lowest; level++) {
    await`,
  replace: `for (let level = 0; level < lowest; level++) {
    if (!store.version.levels[level]!.some((file) => isWithin(file, bounds))) break;
    await`,
} satisfies Mutant;
