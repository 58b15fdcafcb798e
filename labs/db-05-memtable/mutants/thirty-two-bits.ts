import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "numbers from 2^31 on lose their high bits",
  story:
    "The loop everyone writes first shifts: `value >>> 7`. JavaScript's shifts work on 32 bits, so lengths are right in " +
    "every example and wrong in the first file above four gigabytes.",
  step: "varint",
  file: "varint.ts",
  find: "let rest = Math.floor(value / MORE)",
  replace: "let rest = value >>> 7",
} satisfies Mutant;
