import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the step between probes is the hash rotated left",
  story: "Seventeen one way is fifteen the other way. The rate is as good; LevelDB finds no key.",
  step: "bloom",
  file: "bloom.ts",
  find: "((h >>> 17) | (h << 15)) >>> 0",
  replace: "((h >>> 15) | (h << 17)) >>> 0",
} satisfies Mutant;
