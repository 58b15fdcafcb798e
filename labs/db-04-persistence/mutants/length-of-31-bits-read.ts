import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "of a length of 64 bits the lower half counts",
  story:
    "What does not fit a number of 32 bits is cut to it. Then 2^32 is nothing at all, " +
    "and the next bytes are read as something else.",
  step: "rdb-decode",
  file: "rdb-strings.ts",
  find: [
    "  const length = input.number(8).getBigUint64(0);",
    "  if (length > Number.MAX_SAFE_INTEGER) input",
  ].join("\n"),
  replace: [
    "  const length = BigInt.asUintN(32, input.number(8).getBigUint64(0));",
    "  if (length > Number.MAX_SAFE_INTEGER) input",
  ].join("\n"),
} satisfies Mutant;
