import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a record is framed for where it stood",
  story:
    "As long as nothing is lost, the offsets are the same. Behind the first gap the " +
    "fragments end where blocks ended in the old file, and cross the ends of blocks in " +
    "the new one.",
  step: "leveldb",
  file: "salvage.ts",
  find: "encodeRecord(found.record, to.size)",
  replace: "encodeRecord(found.record, found.start)",
} satisfies Mutant;
