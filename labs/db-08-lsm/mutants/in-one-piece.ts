import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the flush does not pause",
  story:
    "Four megabytes in one piece: for tens of milliseconds the server answers nobody, each time.",
  step: "recovery",
  file: "write-path.ts",
  find: "writeTable(full.memtable.iterator(), place, number)",
  replace: `writeTable(
      full.memtable.iterator(),
      { ...place, slices: { ...place.slices, bytes: Number.POSITIVE_INFINITY } },
      number,
    )`,
} satisfies Mutant;
