import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the block is read from the beginning of its memory",
  story:
    "`new DataView(contents.buffer)`. An array that was made for a test begins at 0; one that " +
    "was cut from a file does not.",
  step: "filter-block",
  file: "filter-block.ts",
  find: "new DataView(buffer, byteOffset, length)",
  replace: "new DataView(buffer)",
} satisfies Mutant;
