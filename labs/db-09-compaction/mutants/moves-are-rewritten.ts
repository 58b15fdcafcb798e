import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a table with nothing to merge it with is written anew",
  story: "Right, and to load a store in the order of its keys costs seven times as much.",
  step: "compact",
  file: "compact.ts",
  find: "  if (isTrivialMove(compaction, limits)) {",
  replace: "  if (compaction.inputs.length === 0) {",
} satisfies Mutant;
