import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a file of 48 bytes is too short for a footer",
  story: "A boundary: less than became not more than.",
  step: "table-reader",
  file: "format.ts",
  find: "if (size < FOOTER_SIZE_BYTES)",
  replace: "if (size <= FOOTER_SIZE_BYTES)",
} satisfies Mutant;
