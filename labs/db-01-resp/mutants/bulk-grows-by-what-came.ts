import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a bulk string's memory grows by each chunk's size, and is copied each time",
  story:
    "Memory should follow what has arrived, so one makes it exactly as large. Each chunk " +
    "then copies everything before it: 1 MiB in single bytes copies 512 GiB. Growing by a " +
    "factor keeps both promises.",
  step: "decode",
  file: "input-buffer.ts",
  find: "const wanted = Math.max(filled, FIRST_BLOB_BYTES, 2 * this.#filled);",
  replace: "const wanted = filled;",
} satisfies Mutant;
