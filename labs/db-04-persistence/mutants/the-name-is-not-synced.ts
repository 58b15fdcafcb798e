import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the directory is not synced when a file is recovered",
  story:
    "The file was there, so its name must be durable. The process before was killed " +
    "between the rename and the sync of the directory: a day later a power cut takes the " +
    "file, with all that was acknowledged since.",
  step: "fsync",
  file: "aof-recovery.ts",
  find: [
    "    await syncOrTear(file, size, cut);",
    "    await disk.syncDirectory(parentOf(path));",
    "    const first",
  ].join("\n"),
  replace: ["    await syncOrTear(file, size, cut);", "    const first"].join("\n"),
} satisfies Mutant;
