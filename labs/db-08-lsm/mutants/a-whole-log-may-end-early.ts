import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a log that was synced to its end is replayed as if it were the last",
  story:
    "The end that is missing was acknowledged, and the log behind it has later writes: " +
    "a hole in the middle of history.",
  step: "logged-table",
  file: "logged-table.ts",
  find: 'if (end === "whole" || (end === "paranoid" && found.kind === "damaged")) {',
  replace: 'if (end !== "torn" && found.kind === "damaged") {',
} satisfies Mutant;
