import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the directory of the parent is synced before the rename, not that of the MANIFEST",
  story:
    "The number of syncs is right. It shows only where the device takes names in another order.",
  step: "manifest",
  file: "manifest.ts",
  find: `      await manifest.append(snapshotEdit(state));
      await disk.syncDirectory(directory);`,
  replace: `      await manifest.append(snapshotEdit(state));
      await disk.syncDirectory("");`,
} satisfies Mutant;
