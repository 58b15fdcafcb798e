import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the lowest level is not asked",
  story:
    "Levels 0 to 6 are seven. Most stores never have so much that the last one has a table, " +
    "and then all that is oldest is gone.",
  step: "point-reads",
  file: "version.ts",
  find: "level < LEVELS; level++",
  replace: "level < LEVELS - 1; level++",
} satisfies Mutant;
