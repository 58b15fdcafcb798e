import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an iterator without a snapshot sees what is written while it is in use",
  story:
    "Now is taken to be the greatest sequence there is. A walk that deletes what it sees and puts it " +
    "elsewhere meets it again (the Halloween problem, IBM, 1976).",
  step: "sorted-peer",
  file: "memory-store.ts",
  find: "    return new SnapshotIterator(merged, snapshot?.sequence ?? this.#sequence);",
  replace: "    return new SnapshotIterator(merged, snapshot?.sequence ?? 2 ** 53 - 1);",
} satisfies Mutant;
