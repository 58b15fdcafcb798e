import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an answer that came is awaited still",
  story:
    "After the first entry every command waits for a heartbeat. All is right, and takes a " +
    "hundred times as long.",
  step: "commitment",
  file: "leadership.ts",
  find: ["    progress.isAwaited = false;", ""].join("\n"),
  replace: "",
} satisfies Mutant;
