import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the hash keeps JavaScript's sign",
  story:
    "`^` and Math.imul give numbers with a sign; half of all hashes are negative, a negative " +
    "number modulo the bits is negative, and `filter[-1]` is undefined: the key is never " +
    "found, and never set.",
  step: "bloom",
  file: "hash.ts",
  find: "  return (h ^ (h >>> 24)) >>> 0;",
  replace: "  return h ^ (h >>> 24);",
} satisfies Mutant;
