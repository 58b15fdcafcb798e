import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a deadline holds for all keys that follow",
  story:
    "The variable is outside the loop, and Redis resets it at the loop's end. Without " +
    "that, all keys behind one with a deadline die with it.",
  step: "rdb-decode",
  file: "rdb-reader.ts",
  find: [
    "      readEntry(input, read, attributes, keys, visit, random);",
    "      attributes = NO_ATTRIBUTES;",
  ].join("\n"),
  replace: "      readEntry(input, read, attributes, keys, visit, random);",
} satisfies Mutant;
