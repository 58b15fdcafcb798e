import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "in the lowest level the boundary of what is merged is forgotten",
  story: "The deletion goes, since nothing lies below; what it hid in the next table comes back.",
  step: "leveldb",
  file: "compact-range.ts",
  find: "files: withBoundary(files, left) }];",
  replace: "files: left.length > 0 ? left : withBoundary(files, left) }];",
} satisfies Mutant;
