import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "seconds that do not fit as milliseconds are accepted below zero",
  story:
    "The check for overflow is written for large numbers, and bigints do not overflow. " +
    "Redis refuses at both ends.",
  step: "expiry",
  file: "deadline.ts",
  find: "  if (milliseconds < INT64_MIN || deadline >",
  replace: "  if (deadline >",
} satisfies Mutant;
