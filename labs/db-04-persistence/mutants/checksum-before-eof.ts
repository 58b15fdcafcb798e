import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the EOF opcode is not in the checksum",
  story:
    "The checksum is of all bytes before it. Whoever computes it when the last key is " +
    "written has forgotten one.",
  step: "rdb-encode",
  file: "rdb-writer.ts",
  find: "    const eof = this.#taken();",
  replace: [
    "    const before = this.#crc;",
    "    const eof = this.#taken();",
    "    this.#crc = before;",
  ].join("\n"),
} satisfies Mutant;
