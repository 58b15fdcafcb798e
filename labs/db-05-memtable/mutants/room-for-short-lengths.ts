import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "room is made for lengths of one byte each",
  story: "Only an entry that fits to the byte, and is long, loses its end: one of thousands.",
  step: "memtable",
  file: "arena.ts",
  find: "this.#reserve(userKey.length + TAG_SIZE_BYTES + value.length + 2 * LENGTH_BYTES_MAX);",
  replace: "this.#reserve(userKey.length + TAG_SIZE_BYTES + value.length + 2);",
} satisfies Mutant;
