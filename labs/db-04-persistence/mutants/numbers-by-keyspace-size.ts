import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title:
    "the number of a snapshot depends on the changes that were made, and two may have the same one",
  story:
    "The counter of changes grows, so it looks like a number that never comes twice. " +
    "Between two snapshots of a keyspace that nobody wrote to it does not grow.",
  step: "snapshot",
  file: "snapshot.ts",
  find: "    this.#number = Snapshot.#lastNumber;",
  replace: "    this.#number = keyspace.changes + 1;",
} satisfies Mutant;
