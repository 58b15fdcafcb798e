import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "behind the last table nothing is picked",
  story: "The level is full, and nothing happens any more.",
  step: "picking",
  file: "pick.ts",
  find: "  return compactionOf(version, level, [behind ?? files[0]!], limits);",
  replace: "  return behind && compactionOf(version, level, [behind], limits);",
} satisfies Mutant;
