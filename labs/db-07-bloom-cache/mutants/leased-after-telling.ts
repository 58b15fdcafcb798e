import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an insert takes its lease only after the old value was told",
  story:
    "onEvict uses the new value and gives it back: that was its only lease, so it is evicted " +
    "while insert hands it out, and it is told of twice.",
  step: "lru-cache",
  file: "lru-cache.ts",
  find: `    const lease = this.#leased(entry);
    if (replaced !== undefined) this.#drop(replaced);
    this.#evict();
    return lease;`,
  replace: `    if (replaced !== undefined) this.#drop(replaced);
    const lease = this.#leased(entry);
    this.#evict();
    return lease;`,
} satisfies Mutant;
