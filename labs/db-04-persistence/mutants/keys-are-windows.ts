import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "keys and values are windows on the chunk",
  story:
    "Nothing is copied, and it is twice as fast. When all keys but one of a chunk are " +
    "deleted, that one keeps 64 KiB.",
  step: "rdb-decode",
  file: "rdb-input.ts",
  find: ["    const bytes = new Uint8Array(length);", "    for (let filled"].join("\n"),
  replace: [
    "    if (this.#at + length <= this.#chunk.length) {",
    "      this.#at += length;",
    "      return this.#chunk.subarray(this.#at - length, this.#at);",
    "    }",
    "    const bytes = new Uint8Array(length);",
    "    for (let filled",
  ].join("\n"),
} satisfies Mutant;
