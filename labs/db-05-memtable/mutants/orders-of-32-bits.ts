import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "what compare gives is cut to 32 bits",
  story: "A fraction becomes 0, and 2^32 as well: different keys are equal.",
  step: "skip-list",
  file: "skip-list.ts",
  find: "while (next !== END && compare(keys[links[next]!]!, target) < 0) {",
  replace: "while (next !== END && (compare(keys[links[next]!]!, target) | 0) < 0) {",
} satisfies Mutant;
