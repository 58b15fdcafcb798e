import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "maxOpenFiles is not passed on",
  story: "The operator set 50 since the limit was 64, and the store still has a thousand open.",
  step: "point-reads",
  file: "store-state.ts",
  find: "new Tables(disk, directory, settings.tables)",
  replace: "new Tables(disk, directory, { ...settings.tables, maxOpenFiles: 1000 })",
} satisfies Mutant;
