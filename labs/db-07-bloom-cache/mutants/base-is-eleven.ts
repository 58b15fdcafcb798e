import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the size of a range is not read from the block",
  story: "It has always been 11. It stands in the block so that it need not be for ever.",
  step: "filter-block",
  file: "filter-block.ts",
  find: "isWhole ? 2 ** contents[length - 1]! : 1",
  replace: "isWhole ? 2 ** BASE_LG : 1",
} satisfies Mutant;
