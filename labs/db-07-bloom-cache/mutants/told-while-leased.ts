import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "onEvict is told when an entry is erased, whoever holds it",
  story: "The file is closed, and an iterator goes on reading it. In C it was freed memory.",
  step: "lru-cache",
  file: "lru-cache.ts",
  find: [
    "    entry.isCached = false;",
    "    if (entry.leases > 0) return;",
    "    entry.unlink();",
  ].join("\n"),
  replace: ["    entry.isCached = false;", "    entry.unlink();"].join("\n"),
} satisfies Mutant;
