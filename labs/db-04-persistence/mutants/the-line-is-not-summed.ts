import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the sum covers the group, and not what its line says",
  story:
    "The number in the line is no data, so it is left out of the sum. It decides whether " +
    "a broken file is cut or refused: one turned bit in it, and rot is cut off, or a " +
    "crash keeps the server from starting.",
  step: "fsync",
  file: "aof-sums.ts",
  find: "  const sum = crc32c(Buffer.from(text), before);",
  replace: "  const sum = crc32c(Buffer.from(SUM_MARK), before);",
} satisfies Mutant;
