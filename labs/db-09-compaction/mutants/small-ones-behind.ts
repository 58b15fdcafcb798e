import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "behind a run that is too large the small ones are taken too",
  story:
    "They are cheap to merge, are they not? But the one between them stays where it is, newer " +
    "than half of what goes above it: old values come back.",
  step: "size-tiered",
  file: "size-tiered.ts",
  find: "inputBytes > takenBytes) break;",
  replace: "inputBytes > takenBytes) continue;",
} satisfies Mutant;
