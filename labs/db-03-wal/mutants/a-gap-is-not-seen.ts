import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "segments are read in order, whatever their names say",
  story:
    "Somebody deleted a file to make room. The log opens, the indexes go on at the next " +
    "name, and two thousand records are missing without a word.",
  step: "segments",
  file: "recovery.ts",
  find: "    if (segment.firstIndex !== next) {",
  replace: "    if (segment.firstIndex < next) {",
} satisfies Mutant;
