import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "SINTER walks the first set, however large it is",
  story:
    "The result is right in any order, and the first key is where one begins. With the " +
    "followers of a celebrity first and your own second, the server stands still for the " +
    "length of that walk; the other way round nobody notices.",
  step: "collections",
  file: "set-algebra.ts",
  find: "  const [smallest, ...others] = sets.toSorted((a, b) => a.size - b.size);",
  replace: "  const [smallest, ...others] = sets;",
} satisfies Mutant;
