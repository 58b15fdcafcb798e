import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the block is remembered before it was read",
  story:
    "The offset is set, the read fails, and is tried again: the block is taken for there, " +
    "and the last one is parsed a second time. An error that was told and survived " +
    "becomes records twice in a log.",
  step: "reader",
  file: "log-reader.ts",
  find: [
    "      this.#block = this.#file.read(start, Math.min(BLOCK_SIZE_BYTES, this.#size - start));",
    "      this.#blockStart = start;",
  ].join("\n"),
  replace: [
    "      this.#blockStart = start;",
    "      this.#block = this.#file.read(start, Math.min(BLOCK_SIZE_BYTES, this.#size - start));",
  ].join("\n"),
} satisfies Mutant;
