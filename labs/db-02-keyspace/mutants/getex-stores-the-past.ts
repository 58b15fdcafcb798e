import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "GETEX with a time in the past leaves the key to be found dead",
  story:
    "Lazy expiry will see to it. But the key is counted as expired, which it never was, " +
    "and a log that only hears of changes does not hear that the client removed it.",
  step: "strings",
  file: "string-commands.ts",
  find: ["  const isPast = deadline !== undefined && deadline <= keyspace.now;", ""].join("\n"),
  replace: ["  const isPast = deadline !== undefined && deadline < keyspace.now;", ""].join("\n"),
} satisfies Mutant;
