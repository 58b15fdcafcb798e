import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a long string is copied for every chunk that is added to it",
  story:
    "No memory is taken that is not filled, which was asked for. But a value of 100 MB " +
    "is 1,600 chunks, and 80 GB are copied to put them together.",
  step: "rdb-decode",
  file: "rdb-input.ts",
  find: [
    "    const bytes = new Uint8Array(length);",
    "    for (let filled = 0; filled < length; ) {",
    "      if (this.#at === this.#chunk.length) this.#refill();",
    "      const end = Math.min(this.#at + length - filled, this.#chunk.length);",
    "      bytes.set(this.#chunk.subarray(this.#at, end), filled);",
  ].join("\n"),
  replace: [
    "    let bytes = new Uint8Array();",
    "    for (let filled = 0; filled < length; ) {",
    "      if (this.#at === this.#chunk.length) this.#refill();",
    "      const end = Math.min(this.#at + length - filled, this.#chunk.length);",
    "      bytes = Uint8Array.from(Buffer.concat([bytes, this.#chunk.subarray(this.#at, end)]));",
  ].join("\n"),
} satisfies Mutant;
