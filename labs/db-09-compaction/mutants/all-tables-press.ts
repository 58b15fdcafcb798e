import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the tables of all levels count",
  story: "A store of a gigabyte has five hundred tables, and would never take a write again.",
  step: "pressure",
  file: "pressure.ts",
  find: "const { length } = version.levels[0]!;",
  replace: "const { length } = version.levels.flat();",
} satisfies Mutant;
