import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "get gives the next entry, whoever it belongs to",
  story:
    "The seek lands on the first entry that is not before the target. Whoever forgets to look at its user key finds bees where cats were asked for.",
  step: "table-reader",
  file: "table.ts",
  find: "if (!place.isValid || !isSameUserKey(place.key, target))",
  replace: "if (!place.isValid)",
} satisfies Mutant;
