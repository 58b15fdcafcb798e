import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the budget is looked at between samples only",
  story:
    "A loop that ends when the budget is spent, and spends twenty at a time. With a " +
    "budget of 30 it spends 40: not much, and it is what a bound is for.",
  step: "active-expiry",
  file: "expire-cycle.ts",
  find: [
    "    const size = Math.min(KEYS_PER_SAMPLE, keyspace.deadlineCount, budget - looked);",
    "",
  ].join("\n"),
  replace: [
    "    const size = looked < budget ? Math.min(KEYS_PER_SAMPLE, keyspace.deadlineCount) : 0;",
    "",
  ].join("\n"),
} satisfies Mutant;
