import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the number of probes is rounded to the nearest",
  story:
    "ln 2 · m/n is best, so one rounds. LevelDB rounds down, to probe less: at 10 bits a key " +
    "it is 6, and not 7.",
  step: "bloom",
  file: "bloom.ts",
  find: "clamped(Math.floor(bitsPerKey * LN_2_ROUNDED))",
  replace: "clamped(Math.round(bitsPerKey * LN_2_ROUNDED))",
} satisfies Mutant;
