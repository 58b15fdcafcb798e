import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a slice has the entry at its end",
  story: "The bug that everyone writes first, where indexes begin at 1 and arrays at 0.",
  step: "roles",
  file: "log.ts",
  find: "Math.min(to - 1, from - 1 + most)",
  replace: "Math.min(to, from - 1 + most)",
} satisfies Mutant;
