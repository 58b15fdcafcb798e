import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a table is behind the pointer by user keys alone",
  story: "The versions of one user key in two tables: the second one's turn never comes.",
  step: "picking",
  file: "pick.ts",
  find: "({ largest }) => pointer === undefined || compareInternalKeys(largest, pointer) > 0,",
  replace: `({ largest }) =>
      pointer === undefined ||
      Buffer.compare(largest.subarray(0, -8), pointer.subarray(0, -8)) > 0,`,
} satisfies Mutant;
