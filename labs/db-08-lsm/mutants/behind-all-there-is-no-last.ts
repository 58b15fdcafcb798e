import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "in reverse, a bound behind all keys gives nothing",
  story:
    "The newest message of a chat is looked up with a bound of all ones. It is not there, since nothing is behind it.",
  step: "iterators",
  file: "store.ts",
  find: "  else at.seekToLast();",
  replace: "  else if (bound === undefined) at.seekToLast();",
} satisfies Mutant;
