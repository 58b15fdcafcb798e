import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "behind a block without entries the last saved key is forgotten",
  story: "A block that falls is added, and the writer throws out of the middle of a repair.",
  step: "leveldb",
  file: "salvage.ts",
  find: "last = found.at(-1)?.key ?? last;",
  replace: "last = found.at(-1)?.key;",
} satisfies Mutant;
