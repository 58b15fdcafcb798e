import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a line that lies across two pieces of the file is not seen",
  story:
    "The search goes through the file piece by piece, and each piece is searched to its " +
    "end. A line of 20 bytes is cut in two once in a few thousand times, and then two " +
    "groups are one, with a wrong sum.",
  step: "fsync",
  file: "sum-lines.ts",
  find: "const STRIDE_BYTES = WINDOW_BYTES - LINE_BYTES_MAX;",
  replace: "const STRIDE_BYTES = WINDOW_BYTES;",
} satisfies Mutant;
