import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the limits are 8 and 12, whatever is said",
  story: "Constants that were copied from the book. Everything is right until somebody tunes it.",
  step: "pressure",
  file: "pressure.ts",
  find: `if (length >= limits.level0Stop) return "stop";
  return length >= limits.level0Slow ? "slow" : "none";`,
  replace: `if (length >= 12) return "stop";
  return length >= 8 && limits.level0Slow > 0 ? "slow" : "none";`,
} satisfies Mutant;
