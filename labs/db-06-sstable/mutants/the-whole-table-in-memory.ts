import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "nothing is written before finish",
  story: "The table is in memory twice, and the disk that is full says so when all work was done.",
  step: "table-writer",
  file: "table-writer.ts",
  find: "    if (this.#piece.length >= PIECE_SIZE_BYTES) this.#write();\n",
  replace: "",
} satisfies Mutant;
