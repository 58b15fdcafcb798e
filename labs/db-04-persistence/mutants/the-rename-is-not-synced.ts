import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the directory is not synced after the rename",
  story:
    "The file is durable and has its name, so it is done. A crash takes the name back. " +
    "Whoever has deleted the log meanwhile, because the snapshot was there, has neither.",
  step: "snapshot",
  file: "save-snapshot.ts",
  find: "  await disk.syncDirectory(parentOf(path));",
  replace: "  await Promise.resolve(parentOf(path));",
} satisfies Mutant;
