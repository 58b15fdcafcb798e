import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the next table is looked for in the order of the level",
  story: "In level 0 that is by age: the pointer leaps over tables, whose turn never comes.",
  step: "picking",
  file: "pick.ts",
  find: "  const files = inKeyOrder(version.levels[level]!);",
  replace: "  const files = version.levels[level]!;",
} satisfies Mutant;
