import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the last bytes are mixed as the others are",
  story:
    "The two shifts look like one and a slip of the pen. LevelDB names its 24 in a constant " +
    "r, far from where it is used.",
  step: "bloom",
  file: "hash.ts",
  find: "(h ^ (h >>> 24))",
  replace: "(h ^ (h >>> 16))",
} satisfies Mutant;
