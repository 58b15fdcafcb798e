import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "When the limit is taken away the sum is 0, and each entry keeps its share",
  story:
    "Without a limit there is nothing to count, so why go through all keys? Each one that is " +
    "deleted later takes its share off a sum that does not have it: INFO says " +
    "used_memory:-120.",
  step: "eviction",
  file: "keyspace.ts",
  find: `    this.#usedBytes = 0;
    for (const entry of this.entries()) {`,
  replace: `    this.#usedBytes = 0;
    if (!this.isLimited) return;
    for (const entry of this.entries()) {`,
} satisfies Mutant;
