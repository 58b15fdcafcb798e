import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the snapshot has compact pointers in the order in which they were set",
  story:
    "A Map remembers insertion. LevelDB writes them by level, and two snapshots of one state " +
    "are not the same bytes.",
  step: "manifest",
  file: "manifest.ts",
  find: "  const pointers = [...state.compactPointers].sort(([a], [b]) => a - b);",
  replace: "  const pointers = [...state.compactPointers];",
} satisfies Mutant;
