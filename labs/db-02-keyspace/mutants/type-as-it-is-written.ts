import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "TYPE finds its type only if it is written in lower case",
  story:
    "Options are compared without regard to case, and so is the name of a type, which looks " +
    "like a value and is one of five words.",
  step: "scan",
  file: "scan-commands.ts",
  find: "type: wordOf(word) };",
  replace: "type: textOf(word) };",
} satisfies Mutant;
