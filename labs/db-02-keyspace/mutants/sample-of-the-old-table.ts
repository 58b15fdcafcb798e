import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "during a rehash sample draws from the old table alone",
  story:
    "What was moved and what is new is never drawn until the rehash is over. The expiry " +
    "cycle does not see those keys, and when the old table holds only a few last entries, " +
    "it sees nothing else.",
  step: "dict",
  file: "dict.ts",
  find: "const buckets = unmoved + (this.#next?.size ?? 0);",
  replace: "const buckets = unmoved;",
} satisfies Mutant;
