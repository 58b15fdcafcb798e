import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a log as new as one's own is not new enough for a vote",
  story: "At first all logs are empty, and as new as each other: nobody is ever elected.",
  step: "elections",
  file: "node.ts",
  find: "lastLogIndex >= lastIndex);",
  replace: "lastLogIndex > lastIndex);",
} satisfies Mutant;
