import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a cycle begins like a command and does not end like one",
  story:
    "The clock is read, and so all that is seen is right. What onRemoved changed in the " +
    "keyspace, an index of sessions perhaps, is not accounted before another command comes " +
    "by.",
  step: "active-expiry",
  file: "expire-cycle.ts",
  find: ["  keyspace.endCommand();", ""].join("\n"),
  replace: "",
} satisfies Mutant;
