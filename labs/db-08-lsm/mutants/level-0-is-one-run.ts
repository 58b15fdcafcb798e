import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the tables of level 0 are put one behind the other",
  story:
    "They overlap: the merge gets entries out of order, and old values and deleted keys come back.",
  step: "iterators",
  file: "store-iterator.ts",
  find: "    ...newest.map((file) => new LevelIterator([file], tables)),",
  replace: "    ...(newest.length === 0 ? [] : [new LevelIterator(newest, tables)]),",
} satisfies Mutant;
