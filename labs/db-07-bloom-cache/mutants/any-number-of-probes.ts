import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a filter in a format that is not known is asked all the same",
  story:
    "More than 30 probes is what LevelDB left for formats to come. A filter of such a format " +
    "would be read as noise, and deny keys.",
  step: "bloom",
  file: "bloom.ts",
  find: ["  if (hashes > HASHES_MAX) return true;", ""].join("\n"),
  replace: "",
} satisfies Mutant;
