import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a block's key has nothing between id and offset",
  story:
    "Table 1, block 14321, and table 11, block 4321, are both 114321. It takes a dozen tables and " +
    "some luck, and then a get gives another table's value.",
  step: "cached-tables",
  file: "table-cache.ts",
  find: "const key = isExact ? id * OFFSETS_MAX + offset : `${id}:${offset}`;",
  replace: "const key = `${id}${offset}`;",
} satisfies Mutant;
