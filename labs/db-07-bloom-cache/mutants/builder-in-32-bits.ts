import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the builder's ranges are counted in 32 bits",
  story:
    "A shift, in the builder only. A block beyond 4 GiB is taken for one in a range that has its " +
    "filter already, or gets its filter at the wrong place: there, filters say yes to everything.",
  step: "filter-block",
  file: "filter-block.ts",
  find: "const range = Math.floor(blockOffset / 2 ** BASE_LG);",
  replace: "const range = blockOffset >>> BASE_LG;",
} satisfies Mutant;
