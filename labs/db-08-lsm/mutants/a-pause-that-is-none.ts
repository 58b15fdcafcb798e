import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "writeTable calls pause and goes on",
  story:
    "The others get their turn when the table is done. It looks like a pause, and all " +
    "counts are right.",
  step: "flush",
  file: "table-output.ts",
  find: "if (isTime) await place.slices.pause();",
  replace: "if (isTime) place.slices.pause().catch(() => {});",
} satisfies Mutant;
