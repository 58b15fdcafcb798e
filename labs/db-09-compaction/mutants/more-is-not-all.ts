import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "more of the first level is what the tables below ask for alone",
  story:
    "Where several tables are compacted together, one that meets nothing below is lost " +
    "again: its level is not empty, though all of it was to go down.",
  step: "picking",
  file: "pick.ts",
  find: "const more = takenOf(version, level, [...upper, ...lower]);",
  replace: "const more = takenOf(version, level, lower);",
} satisfies Mutant;
