import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "create does not sync the directory before CURRENT is renamed",
  story:
    "The file was synced, and is safe. Its name is not: after a crash CURRENT names a " +
    "MANIFEST that is not there. Pillai et al. found this in LevelDB itself (OSDI 2014).",
  step: "manifest",
  file: "manifest.ts",
  find: `      await manifest.append(snapshotEdit(state));
      await disk.syncDirectory(directory);
`,
  replace: `      await manifest.append(snapshotEdit(state));
`,
} satisfies Mutant;
