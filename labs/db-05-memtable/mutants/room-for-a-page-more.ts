import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the arena grows by 4 KiB at a time",
  story:
    "Growth by a fixed step is right and quadratic: at 4 MiB every page copies four million bytes. " +
    "LevelDB adds blocks of 4 KiB too, and never copies the old ones.",
  step: "memtable",
  file: "arena.ts",
  find: "    while (capacity < needed) capacity *= 2;",
  replace: "    while (capacity < needed) capacity += 4096;",
} satisfies Mutant;
