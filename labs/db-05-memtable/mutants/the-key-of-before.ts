import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the key that a run stood at is remembered when the run has moved",
  story:
    "Keys are cached, so that a comparison reads none; the cache is filled when the heap is made, and " +
    "not when a run has moved.",
  step: "merging",
  file: "merging-iterator.ts",
  find: `    if (top.iterator.isValid) top.key = top.iterator.key;
    else {`,
  replace: "    if (!top.iterator.isValid) {",
} satisfies Mutant;
