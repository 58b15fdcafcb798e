import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "level 0 is asked from the oldest table on",
  story:
    "In the order in which they were written. A key that was overwritten has its first value " +
    "again, from the first flush on.",
  step: "point-reads",
  file: "version.ts",
  find: `    for (const file of this.levels[0]!) {
      if (!reachesOver`,
  replace: `    for (const file of [...this.levels[0]!].reverse()) {
      if (!reachesOver`,
} satisfies Mutant;
