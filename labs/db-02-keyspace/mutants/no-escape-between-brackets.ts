import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a backslash between brackets is a byte like any other",
  story:
    "In POSIX it is. Here [\\\\]] is the one way to list a closing bracket, and without it " +
    "the pattern ends a byte early and matches something else.",
  step: "scan",
  file: "glob.ts",
  find: "if (pattern[at] === BACKSLASH && left >= 2) {",
  replace: "if (pattern[at] === BACKSLASH && left >= 2 && left < 0) {",
} satisfies Mutant;
