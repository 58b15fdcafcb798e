import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "when the oldest snapshot is released, the next one is not the oldest",
  story:
    "The list is kept whole and its head is forgotten. A compaction that asks nothing of the next " +
    "snapshot drops what it still reads.",
  step: "snapshot-reads",
  file: "snapshots.ts",
  find: "    if (held.older === undefined) this.#oldest = held.newer;",
  replace: "    if (held.older === undefined) this.#oldest = undefined;",
} satisfies Mutant;
