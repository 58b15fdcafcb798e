import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a block's key is its table's id times 2^32 and its offset",
  story:
    "A number is a faster key than a text. The block at 4 GiB of one table is the first block of " +
    "the next: wrong values, without an error.",
  step: "cached-tables",
  file: "table-cache.ts",
  find: "const key = isExact ? id * OFFSETS_MAX + offset : `${id}:${offset}`;",
  replace: "const key = id * 2 ** 32 + offset;",
} satisfies Mutant;
