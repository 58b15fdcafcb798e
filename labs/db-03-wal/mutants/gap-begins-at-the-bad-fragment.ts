import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a stretch that is lost is said to begin at the bad fragment",
  story:
    "The fragments of the same record before it were good, and are lost too: a record is " +
    "whole or it is nothing.",
  step: "leveldb",
  file: "salvage.ts",
  find: "        lost.push({ start: found.start, end: found.resumesAt,",
  replace: "        lost.push({ start: found.offset, end: found.resumesAt,",
} satisfies Mutant;
