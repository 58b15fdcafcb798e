import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a bracket that is never closed stands for itself",
  story: "It is what a shell does. To Redis it ends with the pattern, and [ab matches a.",
  step: "scan",
  file: "glob.ts",
  find: "      return afterBracket(pattern, at + 1, byte);",
  replace: [
    "      if (pattern.indexOf(CLOSING_BRACKET, at) < 0) return byte === OPENING_BRACKET ? at + 1 : -1;",
    "      return afterBracket(pattern, at + 1, byte);",
  ].join("\n"),
} satisfies Mutant;
