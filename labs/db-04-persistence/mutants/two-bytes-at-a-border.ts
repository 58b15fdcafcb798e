import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a number that crosses the end of a chunk loses bytes",
  story:
    "The chunk has its first bytes, and the rest reads as undefined. One number in ten " +
    "thousand.",
  step: "rdb-decode",
  file: "rdb-input.ts",
  find: [
    "    for (let i = 0; i < length; i++) this.#number.setUint8(i, this.byte());",
    "    return this.#number;",
  ].join("\n"),
  replace: [
    "    if (this.#at === this.#chunk.length) this.#refill();",
    "    for (let i = 0; i < length; i++) this.#number.setUint8(i, this.#chunk[this.#at + i] ?? 0);",
    "    this.#at += length;",
    "    return this.#number;",
  ].join("\n"),
} satisfies Mutant;
