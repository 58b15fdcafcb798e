import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a step forwards from the first key, after one back, ends the walk",
  story:
    "Backwards, the inner iterator stands before all versions of our key. Before the first key that " +
    "is nowhere, and from nowhere there is no next.",
  step: "snapshot-reads",
  file: "snapshot-iterator.ts",
  find: `      if (this.#inner.isValid) this.#inner.next();
      else this.#inner.seekToFirst();`,
  replace: "      if (this.#inner.isValid) this.#inner.next();",
} satisfies Mutant;
