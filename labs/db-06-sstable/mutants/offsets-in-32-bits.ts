import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "numbers from 2^32 on lose their high bits",
  story:
    "The loop everyone writes first shifts. JavaScript's shifts work on 32 bits, so offsets are right in every example and wrong in the first file above four gigabytes.",
  step: "blocks",
  file: "varint.ts",
  find: "rest = Math.floor(rest / 0x80)",
  replace: "rest >>>= 7",
} satisfies Mutant;
