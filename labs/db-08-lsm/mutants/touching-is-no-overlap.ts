import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "two files may hold the same internal key, one at its end and one at its beginning",
  story:
    "A half-open range ends before its end; these ranges are closed. One write lies in two " +
    "files, which no compaction ever makes.",
  step: "manifest",
  file: "version.ts",
  find: "compareInternalKeys(before.largest, file.smallest) < 0) continue;",
  replace: "compareInternalKeys(before.largest, file.smallest) <= 0) continue;",
} satisfies Mutant;
