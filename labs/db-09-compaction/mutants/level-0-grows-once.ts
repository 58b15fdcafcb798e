import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "in level 0 the range grows once",
  story:
    "The tables that are reached by the second one are left behind. It takes three tables to " +
    "see it.",
  step: "picking",
  file: "ranges.ts",
  find: "  return isSame ? found : overlapping(files, level, { from, to });",
  replace: "  return isSame ? found : files.filter((file) => reachesInto(file, { from, to }));",
} satisfies Mutant;
