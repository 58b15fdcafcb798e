import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a segment is full when it is larger than its size",
  story:
    "More than, or at least: who counts on the size, to preallocate it or to tell a full " +
    "one from one that is written to, is wrong by one record once in a while.",
  step: "segments",
  file: "log.ts",
  find: "    return this.#active.size >= this.#settings.segmentSizeBytes;",
  replace: "    return this.#active.size > this.#settings.segmentSizeBytes;",
} satisfies Mutant;
