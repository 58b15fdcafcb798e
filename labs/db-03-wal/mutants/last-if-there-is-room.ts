import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a fragment is the last one if its block has room left",
  story:
    "The end of a record is seen by the room that remains. Where a record ends exactly " +
    "with its block none remains, and its LAST never comes: one record in thirty thousand " +
    "takes the next one with it.",
  step: "fragments",
  file: "record.ts",
  find: "const isLast = taken + payload.length === record.length;",
  replace: "const isLast = payload.length < room || record.length === 0;",
} satisfies Mutant;
