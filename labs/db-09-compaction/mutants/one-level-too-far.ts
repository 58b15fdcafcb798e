import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "it goes one level below the lowest",
  story:
    "Each call pushes everything one level down, until the last; there the version has no level " +
    "for it.",
  step: "leveldb",
  file: "compact-range.ts",
  find: "for (let level = 0; level < lowest; level++)",
  replace: "for (let level = 0; level <= lowest; level++)",
} satisfies Mutant;
