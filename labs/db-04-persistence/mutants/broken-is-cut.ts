import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "whatever does not check out is cut off as a crash would leave it",
  story:
    "A bad sum at the end of a log is a crash: every log reader says so. In the middle it " +
    "is a year of data behind one turned bit, cut off in silence.",
  step: "fsync",
  file: "aof-sums.ts",
  find: "  if (provenDurable > start) {",
  replace: "  if (provenDurable > file.size) {",
} satisfies Mutant;
