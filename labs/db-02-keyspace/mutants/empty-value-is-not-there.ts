import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "HSETNX overwrites a field whose value has no bytes",
  story:
    "An empty value is falsy in the language where the test was first written, and it " +
    "stayed so in the port to bytes. Empty is a value: a lock whose holder has no name is " +
    "taken by two.",
  step: "collections",
  file: "hash-commands.ts",
  find: "  if (hash.get(field!) !== undefined) return integer(0);",
  replace: "  if ((hash.get(field!)?.length ?? 0) > 0) return integer(0);",
} satisfies Mutant;
