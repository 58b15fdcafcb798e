import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an iterator whose step failed closes itself",
  story:
    "Nothing leaks, which is well meant. But its owner may seek again after a read that failed, " +
    "and then reads from a closed file.",
  step: "cached-tables",
  file: "table-cache.ts",
  find: `  next(): void {
    this.#inner.next();
  }`,
  replace: `  next(): void {
    try {
      this.#inner.next();
    } catch (error) {
      this.close();
      throw error;
    }
  }`,
} satisfies Mutant;
