import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a tower may be higher than twelve levels",
  story:
    "The chance of it is one in sixteen million, so no test by example meets it. A generator that " +
    "always draws 0 does.",
  step: "skip-list",
  file: "skip-list.ts",
  find: "height < HEIGHT_MAX && this",
  replace: "height < 64 && this",
} satisfies Mutant;
