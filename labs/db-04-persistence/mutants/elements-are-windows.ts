import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "elements are views of their listpack",
  story:
    "The listpack was copied out of the file already, a second copy is a waste. Of a list of a megabyte all elements but one are popped, and that one keeps the megabyte.",
  step: "rdb-decode",
  file: "listpack.ts",
  find: "Uint8Array.from(bytes.subarray(data, end))",
  replace: "bytes.subarray(data, end)",
} satisfies Mutant;
