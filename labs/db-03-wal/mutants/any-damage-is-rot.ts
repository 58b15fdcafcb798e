import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a whole record behind damage in the last segment is always an error",
  story:
    "It is what a checksum is for. But a disk that writes its sectors in any order leaves " +
    "such logs after an ordinary crash, and the operator's answer is to delete the file.",
  step: "segments",
  file: "recovery.ts",
  find: "  const clear = stop.offset + settings.unsyncedBytesMax + HEADER_SIZE_BYTES - 1;",
  replace: "  const clear = 0;",
} satisfies Mutant;
