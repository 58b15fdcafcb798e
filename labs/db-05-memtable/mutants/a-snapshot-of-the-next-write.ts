import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a snapshot sees the first change of the next write",
  story:
    "The sequence of a snapshot is the number that the next change will have, not the one that the " +
    "last one had.",
  step: "sorted-peer",
  file: "memory-store.ts",
  find: "    return this.#snapshots.take(this.#sequence);",
  replace: "    return this.#snapshots.take(this.#sequence + 1);",
} satisfies Mutant;
