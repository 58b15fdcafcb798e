import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "recovery syncs the directory only where it has made the first segment",
  story:
    "The process before made a segment and was killed before the directory was synced. " +
    "Its successor finds the file and appends to it; the power cut takes the name, and " +
    "with it all that was acknowledged since.",
  step: "segments",
  file: "recovery.ts",
  find: `    await disk.syncDirectory(directory);
`,
  replace: `    if (segments.length === 0) await disk.syncDirectory(directory);
`,
} satisfies Mutant;
