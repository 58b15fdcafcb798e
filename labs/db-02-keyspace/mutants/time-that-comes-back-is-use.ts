import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "An hour that a clock is set back is worth sixty uses",
  story:
    "The decay is a difference, and with a clock that was set back it is below zero. Every " +
    "key that was used before then has a frequency of 60 more than it earned, above 255 too, " +
    "and no new key stands a chance.",
  step: "eviction",
  file: "eviction.ts",
  find: "  return Math.max(0, entry.frequency - Math.max(0, Math.floor(minutes / lfuDecayMinutes)));",
  replace: "  return Math.max(0, entry.frequency - Math.floor(minutes / lfuDecayMinutes));",
} satisfies Mutant;
