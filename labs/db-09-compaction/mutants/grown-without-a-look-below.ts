import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the upper level grows, and nobody looks what it asks for below",
  story:
    "The tables below that overlap with the new ones are not among the inputs: the outputs " +
    "overlap with them.",
  step: "picking",
  file: "pick.ts",
  find: "    if (more.length > upper.length && isSmall && sameLower) {",
  replace: "    if (more.length > upper.length && isSmall) {",
} satisfies Mutant;
