import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "four bytes are read with the highest first",
  story: "As everything on the wire is. The filter works, and LevelDB's filters deny every key.",
  step: "bloom",
  file: "hash.ts",
  find: "bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)",
  replace: "(bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!",
} satisfies Mutant;
