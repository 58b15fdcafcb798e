import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the oldest snapshot at 0 is taken for none",
  story:
    "0 is falsy. A snapshot of the empty store is one, and everything that came later is hidden " +
    "from it.",
  step: "sorted-peer",
  file: "memory-store.ts",
  find: "return this.#snapshots.oldest() ?? this.#sequence;",
  replace: "return this.#snapshots.oldest() || this.#sequence;",
} satisfies Mutant;
