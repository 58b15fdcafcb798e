import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "grandparents are what overlaps with the upper inputs alone",
  story:
    "The lower inputs reach further, and the outputs with them: they will cost more than was " +
    "thought.",
  step: "picking",
  file: "pick.ts",
  find: "  const range = rangeOf([...upper, ...lower]);",
  replace: "  const range = rangeOf(upper);",
} satisfies Mutant;
