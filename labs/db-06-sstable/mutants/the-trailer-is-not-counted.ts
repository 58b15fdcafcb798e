import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a block may end where its file ends, without its trailer",
  story: "The read is short then, and a disk error says what was damage.",
  step: "table-reader",
  file: "format.ts",
  find: "if (size + TRAILER_SIZE_BYTES > end - offset)",
  replace: "if (size > end - offset)",
} satisfies Mutant;
