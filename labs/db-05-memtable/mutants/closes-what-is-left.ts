import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "close closes the runs that have not come to their end",
  story:
    "The heap is closed and not the list of runs. What has ended is still open: in an engine, a file " +
    "and its cached blocks, for ever.",
  step: "merging",
  file: "merging-iterator.ts",
  find: `    this.#heap.length = 0;
    for (const { iterator } of this.#runs) iterator.close();`,
  replace: `    for (const { iterator } of this.#heap) iterator.close();
    this.#heap.length = 0;`,
} satisfies Mutant;
