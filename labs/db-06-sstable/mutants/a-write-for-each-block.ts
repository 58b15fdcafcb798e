import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "every block is a write of its own",
  story: "A system call for 4 KiB: five hundred for a table of 2 MiB in place of thirty-two.",
  step: "table-writer",
  file: "table-writer.ts",
  find: "    if (this.#piece.length >= PIECE_SIZE_BYTES) this.#write();",
  replace: "    this.#write();",
} satisfies Mutant;
