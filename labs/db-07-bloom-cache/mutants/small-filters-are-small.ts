import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a filter of few keys has few bits",
  story:
    "n · b is the size, says the textbook. With one key it is ten bits; that a probe meets " +
    "one of the six that are set happens too often, so LevelDB takes 64 at least.",
  step: "bloom",
  file: "bloom.ts",
  find: "const BITS_MIN = 64;",
  replace: "const BITS_MIN = 8;",
} satisfies Mutant;
