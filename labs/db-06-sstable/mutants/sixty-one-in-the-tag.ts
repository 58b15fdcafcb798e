import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a literal of 61 bytes has its length in the tag",
  story:
    "Six bits hold 0 to 63, but 60 to 63 mean that bytes of length follow. Off by one, and the first byte of the text is taken for a length.",
  step: "snappy",
  file: "snappy.ts",
  find: "if (less < LITERAL_IN_TAG_BYTES)",
  replace: "if (less <= LITERAL_IN_TAG_BYTES)",
} satisfies Mutant;
