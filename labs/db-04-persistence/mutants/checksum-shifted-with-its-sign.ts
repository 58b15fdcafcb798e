import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the upper half of the register keeps its sign when it is shifted",
  story:
    "A register of 64 bits as two numbers of 32: >> copies the highest bit, >>> does " +
    "not. Half of all registers have it at 0, so that a check value may well be right.",
  step: "rdb-encode",
  file: "crc64.ts",
  find: "    high = (high >>> 8) ^ HIGH[at]!;",
  replace: "    high = (high >> 8) ^ HIGH[at]!;",
} satisfies Mutant;
