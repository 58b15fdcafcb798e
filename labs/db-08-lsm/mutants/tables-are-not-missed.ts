import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "nobody looks whether the tables of the version are there",
  story: "The store opens. The first get that comes by says ENOENT, a week later.",
  step: "recovery",
  file: "recovery.ts",
  find: "  if (lost !== undefined) {",
  replace: "  if (lost !== undefined && lost.number < 0) {",
} satisfies Mutant;
