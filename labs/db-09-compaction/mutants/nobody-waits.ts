import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "nobody waits",
  story: "What a store without compaction does.",
  step: "pressure",
  file: "pressure.ts",
  find: `if (length >= limits.level0Stop) return "stop";
  return length >= limits.level0Slow ? "slow" : "none";`,
  replace: `return length > limits.level0Stop * 1000 ? "stop" : "none";`,
} satisfies Mutant;
