import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "create resolves when CURRENT is renamed",
  story:
    "The rename has happened, everybody sees it. Recovery removes the old MANIFEST now, and a " +
    "crash brings the old CURRENT back, which names it.",
  step: "manifest",
  file: "manifest.ts",
  find: `  disk.rename(temporary, currentPath(directory));
  await disk.syncDirectory(directory);
`,
  replace: `  disk.rename(temporary, currentPath(directory));
`,
} satisfies Mutant;
