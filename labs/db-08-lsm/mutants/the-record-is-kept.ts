import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "keys are windows into the record",
  story:
    "No copy, no cost. The record is the caller's, who reads the next one into the same " +
    "memory, and every file of the version has other ends.",
  step: "manifest",
  file: "version-edit.ts",
  find: "    return Uint8Array.from(bytes.subarray(at, at + length));",
  replace: "    return bytes.subarray(at, at + length);",
} satisfies Mutant;
