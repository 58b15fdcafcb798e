import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the iterator and the gets share no cache",
  story:
    "A block is read again for each of its entries: forty reads in the place of one, for an " +
    "audit of a whole store.",
  step: "leveldb",
  file: "denied-keys.ts",
  find: "  const entries = table.iterator();",
  replace: "  const entries = Table.open(file).iterator();",
} satisfies Mutant;
