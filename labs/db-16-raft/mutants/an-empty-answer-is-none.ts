import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a request whose answer has no bytes is executed each time it comes",
  story:
    "Whether a request was executed is told by its number, and not by whether there is something to answer.",
  step: "clients",
  file: "sessions.ts",
  find: "if (last !== undefined && sequence <= last.sequence) {",
  replace: "if (last !== undefined && sequence <= last.sequence && last.answer.length > 0) {",
} satisfies Mutant;
