import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the cycle removes a key at its deadline, a millisecond before it is dead",
  story:
    "The comparison is written a second time, from memory. A client that was told PTTL 0 " +
    "and may still read the key finds that it depends on the cycle.",
  step: "active-expiry",
  file: "expire-cycle.ts",
  find: "!isDead(entry.deadline, keyspace.now)",
  replace: "entry.deadline > keyspace.now",
} satisfies Mutant;
