import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the directory is made, and its name is never synced",
  story:
    "Every write is synced, into a directory that nobody finds after the crash. LevelDB's own CreateDir does not sync the parent either.",
  step: "recovery",
  file: "recovery.ts",
  find: `  await disk.syncDirectory(directory.slice(0, Math.max(0, parentEnd)));
`,
  replace: `  void parentEnd;
`,
} satisfies Mutant;
