import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "names with a number above 9999 are not known",
  story:
    "So many increments nobody has. A server that is rewritten each hour has them within 14 months, and from then on removes none and begins 10000 again.",
  step: "hybrid",
  file: "append-only-names.ts",
  find: "[0-9]{1,15}",
  replace: "[0-9]{1,4}",
} satisfies Mutant;
