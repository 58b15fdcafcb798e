import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a key of the index may be of any length",
  story: "What is salvaged comes by an index that no reader would have believed.",
  step: "leveldb",
  file: "salvage.ts",
  find: "const place = index.iterator(compareInternalKeys, TAG_SIZE_BYTES);",
  replace: "const place = index.iterator(compareInternalKeys);",
} satisfies Mutant;
