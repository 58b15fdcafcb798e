import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "HINCRBY takes a value of no bytes for 0",
  story:
    'Number("") is 0, and BigInt("") is 0n: JavaScript agrees with itself. A field that ' +
    "is not there counts from 0; one that is there and empty is not an integer, and " +
    "saying so is how a wrong field name is noticed.",
  step: "collections",
  file: "hash-commands.ts",
  find: "  const value = text === undefined ? 0n : parseInteger(text);",
  replace: "  const value = text === undefined || text.length === 0 ? 0n : parseInteger(text);",
} satisfies Mutant;
