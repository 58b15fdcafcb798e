import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "seven bytes at a block's end are taken for a trailer",
  story:
    "A header without a payload looks like waste, so the record begins with the next " +
    "block. LevelDB's document has a paragraph of its own for this case: a reader that is " +
    "right takes the seven zeros for a header.",
  step: "fragments",
  file: "record.ts",
  find: "const trailer = left < HEADER_SIZE_BYTES ? left : 0;",
  replace: "const trailer = left <= HEADER_SIZE_BYTES ? left : 0;",
} satisfies Mutant;
