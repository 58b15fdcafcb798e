import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "Minutes are counted from the use, not as the clock shows them",
  story: "It decays later than the text says, by up to a minute for each use.",
  step: "eviction",
  file: "eviction.ts",
  find: "const minutes = Math.floor(now / MINUTE_MS) - Math.floor(entry.usedAt / MINUTE_MS);",
  replace: "const minutes = Math.floor((now - entry.usedAt) / MINUTE_MS);",
} satisfies Mutant;
