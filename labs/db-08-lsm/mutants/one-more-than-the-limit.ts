import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a limit is passed by one",
  story: "A page of ten has eleven.",
  step: "iterators",
  file: "store.ts",
  find: "count < limit && at.isValid",
  replace: "count <= limit && at.isValid",
} satisfies Mutant;
