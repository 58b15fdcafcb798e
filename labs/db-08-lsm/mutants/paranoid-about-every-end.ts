import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a paranoid replay refuses a log that just ends early",
  story:
    "Every kill in the middle of a write ends so. A store that will not open after it " +
    "is not careful, it is down.",
  step: "logged-table",
  file: "logged-table.ts",
  find: 'if (end === "whole" || (end === "paranoid" && found.kind === "damaged")) {',
  replace: 'if (end !== "torn") {',
} satisfies Mutant;
