import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "one neighbour is taken, and not its neighbour",
  story:
    "With two tables of one user key all is well. With three the third stays, and an old " +
    "value comes back.",
  step: "picking",
  file: "ranges.ts",
  find: "    if (before === undefined || !wanted.has(before)) continue;",
  replace: "    if (before === undefined || !taken.includes(before)) continue;",
} satisfies Mutant;
