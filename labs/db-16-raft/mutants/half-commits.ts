import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "what half of the machines have is committed",
  story:
    "With an odd number there is no half, and all is well. Of four machines the other two may " +
    "elect a leader that knows nothing of it.",
  step: "commitment",
  file: "commitment.ts",
  find: "sorted[Math.floor(sorted.length / 2)]",
  replace: "sorted[Math.ceil(sorted.length / 2) - 1]",
} satisfies Mutant;
