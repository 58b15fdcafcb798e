import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the previous log does not count",
  story: "A store from before LevelDB 1.0 has half of its newest writes in it.",
  step: "leveldb",
  file: "check-store.ts",
  find: "number >= logNumber || number === prevLogNumber",
  replace: "number >= logNumber",
} satisfies Mutant;
