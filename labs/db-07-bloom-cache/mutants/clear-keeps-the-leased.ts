import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "clear leaves what is leased to be found",
  story:
    "Only the idle are erased. A table whose file was removed is found by the next get, as " +
    "long as one iterator lives.",
  step: "lru-cache",
  file: "lru-cache.ts",
  find: "      if (entry.isCached) this.erase(entry.key);",
  replace: "      if (entry.isCached && entry.leases === 0) this.erase(entry.key);",
} satisfies Mutant;
