import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "on a turn back, a run without entries behind our key stays where it is",
  story:
    "A seek over the end leaves a run that is not valid. Its last entry is then the one before our " +
    "key, and it has to be sought.",
  step: "merging",
  file: "merging-iterator.ts",
  find: "  else iterator.seekToLast();",
  replace: "",
} satisfies Mutant;
