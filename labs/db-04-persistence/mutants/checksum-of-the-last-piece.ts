import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the checksum begins anew with every piece",
  story:
    "With one key in one piece the file is right as often as not. The second piece " +
    "needs what came before it.",
  step: "rdb-encode",
  file: "rdb-writer.ts",
  find: "    this.#crc = crc64(piece, this.#crc);",
  replace: "    this.#crc = crc64(piece);",
} satisfies Mutant;
