import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an integer of more than 64 bits is sent",
  story:
    "A bigint cannot be 1.5 or NaN, so one stops checking. RESP's integers have 64 bits and " +
    "a sign; a client in C reads 2^63 as an error or as a negative number.",
  step: "encode",
  file: "encode.ts",
  find: 'typeof value === "bigint" ? BigInt.asIntN(64, value) === value : Number.isSafeInteger(value);',
  replace: 'typeof value === "bigint" || Number.isSafeInteger(value);',
} satisfies Mutant;
