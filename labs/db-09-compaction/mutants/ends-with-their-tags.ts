import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a table's largest key is compared with its tag",
  story:
    "It is longer than the user key by eight bytes, and so behind it: nearly always the same, " +
    "and not for keys of which the one begins with the other.",
  step: "picking",
  file: "ranges.ts",
  find: "compareBytes(from, userKeyOf(largest)) <= 0;",
  replace: "compareBytes(from, largest) <= 0;",
} satisfies Mutant;
