import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "EXPIRE with a deadline in the past leaves a dead key behind",
  story:
    "Lazy expiry will remove it. Until somebody looks it takes memory, DBSIZE counts it, " +
    "and then it is reported as expired where a client removed it.",
  step: "expiry",
  file: "expiry-commands.ts",
  find: [
    "  if (at <= now) keyspace.remove(key!);",
    "  else keyspace.setDeadline(key!, at);",
    "",
  ].join("\n"),
  replace: ["  keyspace.setDeadline(key!, at);", ""].join("\n"),
} satisfies Mutant;
