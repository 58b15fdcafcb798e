import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the next cursor is counted in the table that is there after the visits",
  story:
    "The part was taken from the smaller of two tables. A get of the visitor ends the growth, " +
    "and the cursor goes on in the larger table: to the bucket that was visited with the one " +
    "just now.",
  step: "scan",
  file: "dict.ts",
  find: "    return afterCursor(cursor, small.size);",
  replace: "    return afterCursor(cursor, this.#bySize().small.size);",
} satisfies Mutant;
