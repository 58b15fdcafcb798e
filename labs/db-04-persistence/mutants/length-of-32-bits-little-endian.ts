import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "lengths of 32 bits are little-endian",
  story:
    "Everything else in the file is. Lengths go through htonl; the first string of 16 " +
    "KiB shows it.",
  step: "rdb-decode",
  file: "rdb-strings.ts",
  find: "return input.number(4).getUint32(0);",
  replace: "return input.number(4).getUint32(0, true);",
} satisfies Mutant;
