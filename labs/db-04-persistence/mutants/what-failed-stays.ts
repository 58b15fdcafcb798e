import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a save that failed leaves its file behind",
  story:
    "The disk was full, so the save failed, and the half file keeps it full. The next " +
    "save, which would remove it, cannot write either.",
  step: "snapshot",
  file: "save-snapshot.ts",
  find: ["    removeIfPossible(disk, temporary);", "    throw error;"].join("\n"),
  replace: [
    '    if (temporary === "") removeIfPossible(disk, temporary);',
    "    throw error;",
  ].join("\n"),
} satisfies Mutant;
