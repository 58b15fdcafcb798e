import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "integers of 64 bits in a listpack go through a double",
  story: "A counter or an id above 2^53 comes back as its neighbour, and INCR goes on from there.",
  step: "rdb-decode",
  file: "listpack.ts",
  find: "return integerText(view.getBigInt64(at + 1, true));",
  replace: "return integerText(Number(view.getBigInt64(at + 1, true)));",
} satisfies Mutant;
