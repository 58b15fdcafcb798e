import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a copy from less than four bytes back is made by words of four",
  story:
    "Words are faster, and most copies come from further back. A word from one byte back reads three that the copy has yet to write.",
  step: "snappy",
  file: "snappy.ts",
  find: "while (back < WORD_BYTES) back += offset;",
  replace: "",
} satisfies Mutant;
