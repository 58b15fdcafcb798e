import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "when the newest snapshot is released, the list goes on behind it",
  story: "A doubly linked list has two ends, and one of them was not mended.",
  step: "snapshot-reads",
  file: "snapshots.ts",
  find: `    if (held.newer === undefined) this.#newest = held.older;
    else held.newer.older = held.older;`,
  replace: "    if (held.newer !== undefined) held.newer.older = held.older;",
} satisfies Mutant;
