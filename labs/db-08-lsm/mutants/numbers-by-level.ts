import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a number is there already only where its level has it",
  story:
    "Each level is looked at for itself. The same file in two levels is read twice, compacted " +
    "twice, and removed by the first.",
  step: "manifest",
  file: "version.ts",
  find: "      if (numbers.has(file.number)) throw",
  replace: "      if (levels[level]!.some(({ number }) => number === file.number)) throw",
} satisfies Mutant;
