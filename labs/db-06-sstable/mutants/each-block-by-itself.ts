import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a block's first key is not held against the last that was saved",
  story: "The writer meets it, and takes it for a bug: the rescue ends with an InvariantError.",
  step: "leveldb",
  file: "salvage.ts",
  find: "let last = before;",
  replace: "let last: Uint8Array | undefined;\n    void before;",
} satisfies Mutant;
