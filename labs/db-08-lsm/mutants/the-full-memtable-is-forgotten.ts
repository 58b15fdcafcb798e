import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an iterator has the active memtable alone",
  story:
    "Whoever scans during a flush misses four megabytes of the newest writes, and finds them a second later.",
  step: "iterators",
  file: "store.ts",
  find: "      mergedRuns(this.#writes.memtables, lease, tables, release),",
  replace: "      mergedRuns(this.#writes.memtables.slice(0, 1), lease, tables, release),",
} satisfies Mutant;
