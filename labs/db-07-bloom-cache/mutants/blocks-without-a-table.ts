import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a block's key is its offset",
  story:
    "Every table has a block at 0. The cache gives you the one of the table that was read " +
    "first.",
  step: "cached-tables",
  file: "table-cache.ts",
  find: "const key = isExact ? id * OFFSETS_MAX + offset : `${id}:${offset}`;",
  replace: "const key = offset;",
} satisfies Mutant;
