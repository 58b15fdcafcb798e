import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a slice has so many entries, whatever their size",
  story:
    "Five hundred entries are little, if they are counters. If each is an image, a slice " +
    "takes a second.",
  step: "snapshot",
  file: "snapshot.ts",
  find: "looks < SLICE_LOOKS && this.#pendingBytes < SLICE_BYTES; looks++",
  replace: "looks < SLICE_LOOKS; looks++",
} satisfies Mutant;
