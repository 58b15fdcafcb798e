import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "sorted sets are made with a generator of their own",
  story:
    "Where the towers of a skip list end does not change what it holds. But a run with a seed cannot be had again: a failing one is gone.",
  step: "rdb-decode",
  file: "rdb-values.ts",
  find: "  const set = new SortedSet(random);",
  replace:
    "  const set = new SortedSet({ ...random, below: (n: number) => Math.floor(Math.random() * n) });",
} satisfies Mutant;
