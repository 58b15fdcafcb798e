import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "of deadline, IDLE and FREQ only the last counts",
  story:
    "Each works alone. Redis writes the deadline first and IDLE behind it, under an LRU" +
    " policy: a cache that never forgets.",
  step: "rdb-decode",
  file: "rdb-reader.ts",
  find: "      attributes = { ...attributes, ...readAttribute(input, code, at) };",
  replace: "      attributes = { ...NO_ATTRIBUTES, ...readAttribute(input, code, at) };",
} satisfies Mutant;
