import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the cycles that the server runs have no budget",
  story:
    "The function has a budget, and its caller is generous. On the day on which a million " +
    "keys die in one second the server says nothing for several.",
  step: "active-expiry",
  file: "expire-cycle.ts",
  find: "      expireCycle(keyspace, CYCLE_BUDGET);",
  replace: "      expireCycle(keyspace, Number.MAX_SAFE_INTEGER);",
} satisfies Mutant;
