import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a number that was rounded already is sent as an integer",
  story:
    "Number.isInteger(2 ** 53) is true, and so it is for 2 ** 53 + 1, which is the same " +
    "number. A counter above 2^53 is then wrong by one and nobody is told. The test that " +
    "asks whether a number is still exact is Number.isSafeInteger.",
  step: "encode",
  file: "encode.ts",
  find: "Number.isSafeInteger(value);",
  replace: "Number.isInteger(value);",
} satisfies Mutant;
