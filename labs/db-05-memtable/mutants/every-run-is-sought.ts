import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "every step seeks all the runs again",
  story:
    "The simplest merge that is right: for the next entry, seek each run behind the last key. With " +
    "twelve runs a step costs twelve searches.",
  step: "merging",
  file: "merging-iterator.ts",
  find: `    if (this.#direction === FORWARDS) {
      top.iterator.next();`,
  replace: `    if (this.#direction === FORWARDS) {
      for (const run of this.#runs) if (run !== top) run.iterator.seek(top.key);
      top.iterator.next();`,
} satisfies Mutant;
