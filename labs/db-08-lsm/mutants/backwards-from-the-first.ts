import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "going back, the table before is entered at its first entry",
  story: "All tests went forwards. In reverse each table gives one entry, and then the one before.",
  step: "iterators",
  file: "level-iterator.ts",
  find: "      else table?.seekToLast();",
  replace: "      else table?.seekToFirst();",
} satisfies Mutant;
