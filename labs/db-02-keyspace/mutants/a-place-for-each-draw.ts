import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "A key that is drawn twice has two places among the sixteen",
  story:
    "With few keys, or many samples, the best one fills the pool and pushes the others out. " +
    "It goes once; what is left of the pool are its own shadows.",
  step: "eviction",
  file: "eviction.ts",
  find: `    if (this.#candidates.some((candidate) => candidate.entry === entry)) return;
`,
  replace: "",
} satisfies Mutant;
