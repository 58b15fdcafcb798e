import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the checksum covers the payload alone",
  story:
    "The type was added to the header later, and the checksum stayed. A flipped bit makes " +
    "a LAST of a FULL, and nobody notices.",
  step: "fragments",
  file: "record.ts",
  find: "bytes.subarray(start - 1, end)",
  replace: "bytes.subarray(start, end)",
} satisfies Mutant;
