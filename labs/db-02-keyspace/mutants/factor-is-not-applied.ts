import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "The chance to grow falls with the frequency alone",
  story: "lfu-log-factor is read, stored, shown by CONFIG GET, and used nowhere.",
  step: "eviction",
  file: "eviction.ts",
  find: "(above * eviction.lfuLogFactor + 1) < 1",
  replace: "(above + 1) < 1",
} satisfies Mutant;
