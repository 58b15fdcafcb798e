import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the first cycle runs while the server starts",
  story:
    "It cannot harm, one thinks. After a long downtime everything is dead, and the budget " +
    "is spent before the first client gets an answer; with listeners that are not ready " +
    "to be told.",
  step: "active-expiry",
  file: "expire-cycle.ts",
  find: ["  wait();", "  return () => {"].join("\n"),
  replace: ["  expireCycle(keyspace, CYCLE_BUDGET);", "  wait();", "  return () => {"].join("\n"),
} satisfies Mutant;
