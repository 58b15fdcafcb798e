import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a number that is 0 is left out of an edit",
  story:
    "Truthiness asks whether it was given. The previous log is 0 in every snapshot, and the " +
    "first edit of a store says log 0: the MANIFEST then lacks it, and LevelDB says that it " +
    "has no meta-lognumber entry.",
  step: "manifest",
  file: "version-edit.ts",
  find: "    if (value === undefined) return;",
  replace: "    if (!value) return;",
} satisfies Mutant;
