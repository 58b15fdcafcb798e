import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "SPOP of the last member leaves an empty set behind",
  story:
    "The change is counted and the key is not looked at again: EXISTS says 1, and a list can " +
    "no longer be pushed under that name.",
  step: "real-clients",
  file: "set-random-commands.ts",
  find: "if (popped.length > 0) keyspace.touched(key!, popped.length);",
  replace: "keyspace.changes += popped.length;",
} satisfies Mutant;
