import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a length of 64 is written in one byte",
  story:
    "64 is 01000000: the reader takes it for the first byte of a length of 14 bits, and" +
    " the string's first byte for the second.",
  step: "rdb-encode",
  file: "rdb-output.ts",
  find: "    if (length < 2 ** 6) {",
  replace: "    if (length <= 2 ** 6) {",
} satisfies Mutant;
