import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a length beyond the block is told as a cut where the file ends too",
  story:
    "The file's end is looked at before the block's. No writer wrote such a length: it is " +
    "damage, and it is told as the harmless thing that every crash leaves.",
  step: "reader",
  file: "log-reader.ts",
  find: [
    '  if (end > BLOCK_SIZE_BYTES) return "length";',
    '  if (end > block.length) return "cut";',
  ].join("\n"),
  replace: [
    '  if (end > block.length) return "cut";',
    '  if (end > BLOCK_SIZE_BYTES) return "length";',
  ].join("\n"),
} satisfies Mutant;
