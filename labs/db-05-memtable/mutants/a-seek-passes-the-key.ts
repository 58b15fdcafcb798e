import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a seek goes on over a key that is equal to the target",
  story:
    "One `<=` in the search. Every key between two others is found; the one that is sought is not.",
  step: "skip-list",
  file: "skip-list.ts",
  find: "compare(keys[links[next]!]!, target) < 0",
  replace: "compare(keys[links[next]!]!, target) <= 0",
} satisfies Mutant;
