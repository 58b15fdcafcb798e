import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a sample ends at the first key that is not dead",
  story:
    "Nothing more to do here, says the loop. With half of the keys dead a sample is two " +
    "keys long on average, and which share is dead cannot be told from it.",
  step: "active-expiry",
  file: "expire-cycle.ts",
  find: "isDead(entry.deadline, keyspace.now)) continue;",
  replace: "isDead(entry.deadline, keyspace.now)) break;",
} satisfies Mutant;
