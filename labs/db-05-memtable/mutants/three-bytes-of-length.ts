import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a length has three bytes at the most",
  story:
    "The size of a length is worked out by two comparisons, for 128 and 16,384, since who has values " +
    "of two megabytes. Somebody has.",
  step: "memtable",
  file: "arena.ts",
  find: "  for (let rest = length; rest >= 0x80; rest = Math.floor(rest / 0x80)) size += 1;",
  replace:
    "  for (let rest = length; rest >= 0x80 && size < 3; rest = Math.floor(rest / 0x80)) size += 1;",
} satisfies Mutant;
