import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the directory of the log is made, and its own name is never synced",
  story:
    "The files in it are synced, and their names. The directory's name is in another " +
    "directory, and after the crash there is no wal at all.",
  step: "segments",
  file: "recovery.ts",
  find: `    if (directory !== "") await disk.syncDirectory(parentOf(directory));
`,
  replace: "",
} satisfies Mutant;
