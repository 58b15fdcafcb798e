import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a target has room for a length of one byte",
  story: "Where a long target just fits, it loses a byte, and the seek goes elsewhere.",
  step: "iterators",
  file: "arena.ts",
  find: "this.#reserve(key.length + LENGTH_BYTES_MAX);",
  replace: "this.#reserve(key.length + 1);",
} satisfies Mutant;
