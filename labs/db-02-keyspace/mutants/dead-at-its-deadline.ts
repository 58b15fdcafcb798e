import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a key is dead at its deadline already",
  story:
    "Deadlines are usually exclusive. In Redis a key with PTTL 0 is still there, and " +
    "everything that compares replies sees the difference once in a thousand.",
  step: "expiry",
  file: "entry.ts",
  find: "  return now > deadline;",
  replace: "  return now >= deadline;",
} satisfies Mutant;
