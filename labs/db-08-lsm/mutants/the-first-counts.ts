import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "of a number that an edit says twice the first one counts",
  story:
    "Two spreads in the other order. Nobody writes such an edit but by hand; LevelDB takes " +
    "the last one, and the same MANIFEST is two different stores.",
  step: "manifest",
  file: "version-edit.ts",
  find: "edit = { ...edit, ...nextField(fields, lists) };",
  replace: "edit = { ...nextField(fields, lists), ...edit };",
} satisfies Mutant;
