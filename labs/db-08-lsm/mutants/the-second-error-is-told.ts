import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "abandon throws what the disk says that is no DiskError",
  story:
    "The file system went read-only: the sync fails with EIO, and the removal with " +
    "EROFS. The second is told, and everybody looks for a permission.",
  step: "flush",
  file: "table-output.ts",
  find: "      if (error instanceof InvariantError) throw error;",
  replace: '      if (!(error as { name: string }).name.startsWith("DiskError")) throw error;',
} satisfies Mutant;
