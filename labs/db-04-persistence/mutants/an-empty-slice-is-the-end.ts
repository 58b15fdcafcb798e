import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an empty slice is taken for the end",
  story:
    "Most slices have bytes, so nobody notices; where a command has changed everything, or most keys are gone, the file ends in the middle, is synced and renamed.",
  step: "snapshot",
  file: "save-snapshot.ts",
  find: "slice !== undefined; slice = snapshot.step()",
  replace: "slice?.length; slice = snapshot.step()",
} satisfies Mutant;
