import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the filter that comes first in the metaindex is taken, whatever its name",
  story: "Another policy reads other bits: keys that are there are denied.",
  step: "table-reader",
  file: "table.ts",
  find: "if (!place.isValid || compareBytes(place.key, name) !== 0) return undefined;",
  replace: "if (!place.isValid) return undefined;",
} satisfies Mutant;
