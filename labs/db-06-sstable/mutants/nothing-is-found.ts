import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "nothing is compressed",
  story: "A stream of one literal is a right answer, and every round trip passes.",
  step: "snappy",
  file: "snappy.ts",
  find: "  let at = 1;\n",
  replace: "  let at = length;\n",
} satisfies Mutant;
