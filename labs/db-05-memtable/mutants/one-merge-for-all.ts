import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "all iterators share one merging iterator",
  story: "They move one another. Alone each of them is right.",
  step: "sorted-peer",
  file: "memory-store.ts",
  find: `    const merged = mergingIterator(this.#tables.map((table) => table.iterator()));
    return new SnapshotIterator(merged, snapshot?.sequence ?? this.#sequence);
  }

`,
  replace: `    if (this.#mergedOf !== this.#tables) {
      this.#mergedOf = this.#tables;
      this.#merged = mergingIterator(this.#tables.map((table) => table.iterator()));
    }
    const merged = this.#merged!;
    return new SnapshotIterator(merged, snapshot?.sequence ?? this.#sequence);
  }

  #merged: ReturnType<typeof mergingIterator> | undefined;
  #mergedOf: readonly MemTable[] | undefined;

`,
} satisfies Mutant;
