import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a key to look for has room for a length of one byte",
  story:
    "Where a long key just fits, its tag loses a byte, and an old moment sees the newest value.",
  step: "memtable",
  file: "arena.ts",
  find: "this.#reserve(userKey.length + TAG_SIZE_BYTES + LENGTH_BYTES_MAX);",
  replace: "this.#reserve(userKey.length + TAG_SIZE_BYTES + 1);",
} satisfies Mutant;
