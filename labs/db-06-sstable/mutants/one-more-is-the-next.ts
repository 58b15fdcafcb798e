import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a separator may be equal to the beginning of the next key",
  story:
    "Between abc and abd there is no shorter key: abd is not before abd. A get for abd looks into the wrong block.",
  step: "table-writer",
  file: "separator.ts",
  find: "from[at]! + 1 >= to[at]!",
  replace: "from[at]! >= to[at]!",
} satisfies Mutant;
