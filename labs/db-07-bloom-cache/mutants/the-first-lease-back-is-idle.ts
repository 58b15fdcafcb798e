import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an entry may be evicted as soon as one of its leases is back",
  story:
    "A flag in the place of a count: leased, or not. Who still holds the other lease has a " +
    "closed file in his hands.",
  step: "lru-cache",
  file: "lru-cache.ts",
  find: ["    entry.leases -= 1;", "    if (entry.leases > 0) return;"].join("\n"),
  replace: "    entry.leases = 0;",
} satisfies Mutant;
