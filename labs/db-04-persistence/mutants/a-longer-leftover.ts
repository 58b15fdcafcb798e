import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a file that a crash has left is written over, and not cut",
  story:
    "The manifest that was half made is longer than the new one. Its end stays behind the new one's, and no later start can read it.",
  step: "hybrid",
  file: "whole-file.ts",
  find: '  if (disk.exists(path)) disk.remove(path);\n  const file = disk.open(path, "new");',
  replace: '  const file = disk.open(path, "create");',
} satisfies Mutant;
