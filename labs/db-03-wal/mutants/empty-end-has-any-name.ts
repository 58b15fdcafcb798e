import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a last segment that is empty is taken as it is, whatever its name",
  story:
    "A backup was restored without its last files, and the newest one was empty. Record 7 " +
    "followed record 2, and nobody was told.",
  step: "segments",
  file: "recovery.ts",
  find: `    if (segment.firstIndex !== next) {
`,
  replace: `    if (segment.firstIndex > next && i === segments.length - 1) {
      const file = disk.open(segment.path, "existing");
      const { size } = file;
      file.close();
      if (size === 0) return segment.firstIndex;
    }
    if (segment.firstIndex !== next) {
`,
} satisfies Mutant;
