import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "stop comes with one table more than level0Stop",
  story: "The boundary: with twelve tables a thirteenth would be put there.",
  step: "pressure",
  file: "pressure.ts",
  find: "length >= limits.level0Stop",
  replace: "length > limits.level0Stop",
} satisfies Mutant;
