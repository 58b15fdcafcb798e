import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a run is left alone when it has as many bytes as what was taken",
  story:
    "The boundary: no more means that the same is taken. Runs of equal size, which are the " +
    "usual case, would wait for ever.",
  step: "size-tiered",
  file: "size-tiered.ts",
  find: "inputBytes > takenBytes",
  replace: "inputBytes >= takenBytes",
} satisfies Mutant;
