import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "going on takes the checksum as it was returned",
  story:
    "The division ends by turning all bits round, and whoever goes on from its result " +
    "must turn them back. One piece is right, two pieces never are; a writer that " +
    "checksums type and payload apart is the first to meet it.",
  step: "crc32c",
  file: "crc32c.ts",
  find: "let crc = ~previous;",
  replace: "let crc = previous === 0 ? -1 : previous;",
} satisfies Mutant;
