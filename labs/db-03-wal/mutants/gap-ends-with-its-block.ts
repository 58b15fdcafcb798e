import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a stretch that is lost is said to end with the next block",
  story:
    "The search goes on at the next block, so that is where it ends, mostly. If a long " +
    "record lay there, or another bad fragment, it ends much further on.",
  step: "leveldb",
  file: "salvage.ts",
  find: "        lost.push({ start: found.start, end: found.resumesAt,",
  replace:
    "        lost.push({ start: found.start, end: Math.ceil((found.offset + 1) / 32_768) * 32_768,",
} satisfies Mutant;
