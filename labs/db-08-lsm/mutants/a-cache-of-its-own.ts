import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the store makes a block cache of its own, though it was given one",
  story: "Ten stores share a cache of a gigabyte, and each has eight megabytes of its own.",
  step: "point-reads",
  file: "store.ts",
  find: "const settings = settingsOf(options);",
  replace: `const { blockCache: _, ...others } = options;
    const settings = settingsOf(others);`,
} satisfies Mutant;
