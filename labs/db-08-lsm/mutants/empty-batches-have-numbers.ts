import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a batch without changes must rise too",
  story:
    "LevelDB writes one to force a sync. It takes no number, so the next one has the " +
    "same; the store does not open any more.",
  step: "logged-table",
  file: "logged-table.ts",
  find: "    if (batch.count > 0) {",
  replace: "    if (batch.count >= 0) {",
} satisfies Mutant;
