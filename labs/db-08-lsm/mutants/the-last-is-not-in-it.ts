import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a file whose largest key is the target is passed",
  story:
    "Half-open ranges everywhere else. The last entry of every table is not found by whoever " +
    "asks for exactly that version.",
  step: "point-reads",
  file: "version.ts",
  find: "files[middle]!.largest, target) < 0)",
  replace: "files[middle]!.largest, target) <= 0)",
} satisfies Mutant;
