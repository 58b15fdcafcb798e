import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "memtables are read as they are now",
  story:
    "Only tables are old, so only they have a past. A snapshot that was taken a moment ago " +
    "sees everything that was written since, until it is flushed.",
  step: "point-reads",
  file: "store.ts",
  find: "      const found = memtable.get(key, sequence);",
  replace: "      const found = memtable.get(key, versions.lastSequence);",
} satisfies Mutant;
