import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "whoever is slow is never stopped: the smaller limit is asked first",
  story: "Two ifs in the wrong order. Level 0 grows without bound, a little slower.",
  step: "pressure",
  file: "pressure.ts",
  find: `if (length >= limits.level0Stop) return "stop";
  return length >= limits.level0Slow ? "slow" : "none";`,
  replace: `if (length >= limits.level0Slow) return "slow";
  return length >= limits.level0Stop ? "stop" : "none";`,
} satisfies Mutant;
