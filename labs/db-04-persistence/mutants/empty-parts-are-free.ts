import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "parts of the keyspace without entries are no looks",
  story:
    "A slice ends after so many entries. In a keyspace from which most keys were deleted " +
    "there are few, and between two of them lie hundreds of empty buckets: the slice " +
    "walks through all of them, and the clients wait.",
  step: "snapshot",
  file: "snapshot.ts",
  find: "    for (let looks = 0; looks < SLICE_LOOKS && this.#pendingBytes < SLICE_BYTES; looks++) {",
  replace: [
    "    for (",
    "      let looks = 0;",
    "      looks < SLICE_LOOKS && this.#pendingBytes < SLICE_BYTES;",
    "      looks += this.#found.length > 0 ? 1 : 0",
    "    ) {",
  ].join("\n"),
} satisfies Mutant;
