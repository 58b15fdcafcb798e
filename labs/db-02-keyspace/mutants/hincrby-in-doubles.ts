import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "HINCRBY adds in doubles",
  story:
    "Up to 2^53 nobody can tell. Identifiers of 64 bits with a time in their upper half " +
    "are above it: they come back with other last digits, and two of them become one.",
  step: "collections",
  file: "hash-commands.ts",
  find: "  const sum = value + increment;",
  replace: "  const sum = BigInt(Number(value) + Number(increment));",
} satisfies Mutant;
