import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "what is hashed stands at the beginning of the memory, not of the bytes",
  story: "Nothing is wrong but the size: in a window of a larger memory hardly anything is found.",
  step: "snappy",
  file: "snappy.ts",
  find: `  const word = bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
  return Math`,
  replace: `  const word = new DataView(bytes.buffer).getUint32(at, true);
  return Math`,
} satisfies Mutant;
