import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "every step asks each run whether it is valid, also those that have ended",
  story:
    "The heap is made anew at each step. In an engine with a hundred files that are behind us, each " +
    "entry asks a hundred iterators.",
  step: "merging",
  file: "merging-iterator.ts",
  find: `    if (top.iterator.isValid) top.key = top.iterator.key;
    else {`,
  replace: `    for (const run of this.#runs) if (!run.iterator.isValid) run.key = NO_KEY;
    if (top.iterator.isValid) top.key = top.iterator.key;
    else {`,
} satisfies Mutant;
