import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a record that waits is copied with slice, which of a Buffer copies nothing",
  story:
    "Of a Uint8Array, slice is a copy. Of a Buffer it is a view, and the buffer was used " +
    "for the next record while this one waited: other bytes were logged, with right " +
    "checksums.",
  step: "segments",
  file: "log.ts",
  find: "await this.#turn(Uint8Array.from(record));",
  replace: "await this.#turn(record.slice());",
} satisfies Mutant;
