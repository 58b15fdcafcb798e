import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the cut is said to begin at the bad fragment",
  story:
    "The file is cut where the last whole record ends, and the report says where the " +
    "reader stumbled. For a record of several fragments that differs, and who goes by the " +
    "report keeps half a record.",
  step: "segments",
  file: "recovery.ts",
  find: "  const cut = { path: segment.path, offset: start, bytes",
  replace: "  const cut = { path: segment.path, offset: stop.offset, bytes",
} satisfies Mutant;
