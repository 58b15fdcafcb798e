import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the parent is synced only by who makes the first segment",
  story:
    "Whoever makes the directory syncs its name. But the one who made it was killed in " +
    "between; the next one finds a log, and everything that it promises is in a place " +
    "that a crash can take.",
  step: "segments",
  file: "recovery.ts",
  find: `    if (directory !== "") await disk.syncDirectory(parentOf(directory));
`,
  replace: `    if (directory !== "" && segments.length === 0) {
      await disk.syncDirectory(parentOf(directory));
    }
`,
} satisfies Mutant;
