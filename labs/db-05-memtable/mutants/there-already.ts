import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a seek to where it stands does nothing",
  story: "One of the runs may have thrown, or have more entries by now: a seek begins afresh.",
  step: "merging",
  file: "merging-iterator.ts",
  find: `  seek(target: Uint8Array): void {
    this.#heap.length = 0;
    for (const { iterator } of this.#runs) iterator.seek(target);
    this.#gather(FORWARDS);
  }`,
  replace: `  seek(target: Uint8Array): void {
    const top = this.#heap[0];
    if (top !== undefined && this.#direction === FORWARDS && compareInternalKeys(top.key, target) === 0) return;
    this.#heap.length = 0;
    for (const { iterator } of this.#runs) iterator.seek(target);
    this.#gather(FORWARDS);
  }`,
} satisfies Mutant;
