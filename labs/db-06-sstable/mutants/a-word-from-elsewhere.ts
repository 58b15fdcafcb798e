import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a copy from three bytes back is made by words from four back",
  story:
    "What repeats every three bytes repeats every six, and not every four. With one byte, or two, it goes well; and texts of three are rare.",
  step: "snappy",
  file: "snappy.ts",
  find: "while (back < WORD_BYTES) back += offset;",
  replace: "if (back < WORD_BYTES) back = WORD_BYTES;",
} satisfies Mutant;
