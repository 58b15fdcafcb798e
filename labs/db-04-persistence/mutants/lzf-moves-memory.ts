import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a reference that overlaps what it writes is copied as if it did not",
  story:
    "memmove, or copyWithin, copies what is there before it begins. A run of one letter" +
    " is a reference of distance 1, and comes out as the letter and zeros.",
  step: "rdb-decode",
  file: "lzf.ts",
  find: "    for (let i = 0; i < count; i++) result[size + i] = result[from + i]!;",
  replace: "    result.copyWithin(size, from, from + count);",
} satisfies Mutant;
