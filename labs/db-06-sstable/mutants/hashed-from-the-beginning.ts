import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "what is hashed stands at the beginning of the memory, not of the bytes",
  story: "Nothing is wrong but the size: in a window of a larger memory hardly anything is found.",
  step: "snappy",
  file: "snappy.ts",
  find: "const slot = hashed(word, bits);",
  replace: "const slot = hashed(new DataView(bytes.buffer).getInt32(at, true), bits);",
} satisfies Mutant;
