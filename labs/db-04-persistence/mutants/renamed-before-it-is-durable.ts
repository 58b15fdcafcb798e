import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the file gets its name before it is synced",
  story:
    "All is written, and the sync comes with the directory. After a crash the new name " +
    "stands for an empty file, and the old one is gone: the backup was the last copy.",
  step: "snapshot",
  file: "save-snapshot.ts",
  find: ["    await file.sync();", "    disk.rename(temporary, path);"].join("\n"),
  replace: ["    disk.rename(temporary, path);", "    await file.sync();"].join("\n"),
} satisfies Mutant;
