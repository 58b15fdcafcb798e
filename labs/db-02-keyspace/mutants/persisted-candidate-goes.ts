import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title:
    "A key that lost its deadline while it waited in the pool is evicted under a volatile policy",
  story:
    "The policy is looked at when a key is drawn and not when it goes. PERSIST in between, " +
    "and the one key that must stay is gone.",
  step: "eviction",
  file: "eviction.ts",
  find: "if (!keyspace.holds(entry) || (withDeadline && entry.deadline === undefined)) return false;",
  replace: "if (!keyspace.holds(entry)) return false;",
} satisfies Mutant;
