import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "get copies the value",
  story: "A value of a megabyte that lies in the cache is copied for each who asks.",
  step: "table-reader",
  file: "table.ts",
  find: "value: place.value };",
  replace: "value: Uint8Array.from(place.value) };",
} satisfies Mutant;
