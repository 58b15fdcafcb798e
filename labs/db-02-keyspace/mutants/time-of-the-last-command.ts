import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the cycle uses the time of the last command",
  story:
    "The keyspace knows what time it is, while a command runs. At night no command runs, " +
    "the time stands still, and nothing dies until the first client of the morning comes.",
  step: "active-expiry",
  file: "expire-cycle.ts",
  find: ["  keyspace.beginCommand();", ""].join("\n"),
  replace: "",
} satisfies Mutant;
