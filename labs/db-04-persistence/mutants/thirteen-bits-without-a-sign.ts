import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "integers of 13 bits have no sign",
  story:
    "7 bits have none, and 13 have one. -1 comes back as 8191; most tests use small " +
    "positive numbers.",
  step: "rdb-decode",
  file: "listpack.ts",
  find: "      return integerText(bits < 2 ** 12 ? bits : bits - 2 ** 13);",
  replace: "      return integerText(bits);",
} satisfies Mutant;
