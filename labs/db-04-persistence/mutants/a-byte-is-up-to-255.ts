import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "128 to 255 are written as int8",
  story: "A byte holds up to 255, and this one has a sign: 200 comes back as -56.",
  step: "rdb-encode",
  file: "rdb-output.ts",
  find: "value >= -(2 ** 7) && value < 2 ** 7)",
  replace: "value >= -(2 ** 7) && value < 2 ** 8)",
} satisfies Mutant;
