import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a MANIFEST that does not tell all numbers is read with those of an empty store",
  story:
    "EMPTY_STATE has a number for everything. A store of which only a first, cut edit is left " +
    "opens as an empty one, and recovery removes its tables.",
  step: "manifest",
  file: "manifest.ts",
  find: "  if (!isWhole) throw",
  replace: "  if (!isWhole && state === EMPTY_STATE) throw",
} satisfies Mutant;
