import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the hash knows 16 bits of the length",
  story:
    "Keys of 64 KiB and more are rare, and have another hash than LevelDB's: its filter denies " +
    "them here, and ours there.",
  step: "bloom",
  file: "hash.ts",
  find: "let h = seed ^ Math.imul(length, MULTIPLIER);",
  replace: "let h = seed ^ Math.imul(length & 0xffff, MULTIPLIER);",
} satisfies Mutant;
