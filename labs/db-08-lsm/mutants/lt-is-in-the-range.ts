import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the end of a range is a part of it",
  story:
    "Two ranges, one behind the other, both have the key between them: a page of results begins with the last one's end.",
  step: "iterators",
  file: "store.ts",
  find: "!isBefore(at.key, lt);",
  replace: "isBefore(lt, at.key);",
} satisfies Mutant;
