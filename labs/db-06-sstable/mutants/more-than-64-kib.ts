import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a piece is written when it has more than 64 KiB",
  story:
    "A boundary, and harmless until somebody counts on it: a piece of exactly 64 KiB waits for the next " +
    "block, and is then longer than was promised.",
  step: "table-writer",
  file: "table-writer.ts",
  find: "    if (this.#piece.length >= PIECE_SIZE_BYTES) this.#write();",
  replace: "    if (this.#piece.length > PIECE_SIZE_BYTES) this.#write();",
} satisfies Mutant;
