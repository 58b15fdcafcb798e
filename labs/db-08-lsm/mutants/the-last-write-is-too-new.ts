import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the last write is taken for one behind the last",
  story: "Every store that was flushed and closed is reported.",
  step: "leveldb",
  file: "check-store.ts",
  find: "newest > last",
  replace: "newest >= last",
} satisfies Mutant;
