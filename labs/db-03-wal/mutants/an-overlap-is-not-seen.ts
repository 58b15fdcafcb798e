import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a segment that begins before the one before it ends is taken as it is",
  story:
    "A backup that was put back beside the new files. The same indexes come twice, with " +
    "different records.",
  step: "segments",
  file: "recovery.ts",
  find: "    if (segment.firstIndex !== next) {",
  replace: `    next = Math.min(next, segment.firstIndex);
    if (segment.firstIndex !== next) {`,
} satisfies Mutant;
