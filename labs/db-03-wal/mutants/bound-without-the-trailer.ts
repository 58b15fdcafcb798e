import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a whole record that begins unsyncedBytesMax behind the bad fragment is an error",
  story:
    "The record began where the file ended, the proof goes; but six bytes of trailer may " +
    "lie between. A crash that nobody has seen yet makes the log refuse to open.",
  step: "segments",
  file: "recovery.ts",
  find: "  const clear = stop.offset + settings.unsyncedBytesMax + HEADER_SIZE_BYTES - 1;",
  replace: "  const clear = stop.offset + settings.unsyncedBytesMax;",
} satisfies Mutant;
