import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the cursor is the number of the next bucket",
  story:
    "It is what everybody writes first. When the table shrinks between two calls, the " +
    "buckets that were not visited yet fold onto ones that count as visited, and their keys " +
    "are never returned. Redis's cursor was a research result, in a pull request with forty " +
    "comments.",
  step: "scan",
  file: "cursor.ts",
  find: [
    "  const counted = reversed(cursor | ~(size - 1)) + 1;",
    "  return reversed(counted | 0);",
  ].join("\n"),
  replace: [
    "  const bucket = (cursor & (size - 1)) + 1;",
    "  return bucket === size ? 0 : reversed(reversed(bucket));",
  ].join("\n"),
} satisfies Mutant;
