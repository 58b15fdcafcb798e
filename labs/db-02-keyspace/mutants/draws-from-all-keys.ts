import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the cycle draws from all keys",
  story:
    "There is a method that draws a key, and a key has a deadline or not. In a keyspace " +
    "of a million keys without one and a thousand with, one look in a thousand is of use.",
  step: "active-expiry",
  file: "expire-cycle.ts",
  find: "    const entry = keyspace.sample(true);",
  replace: "    const entry = keyspace.sample(false);",
} satisfies Mutant;
