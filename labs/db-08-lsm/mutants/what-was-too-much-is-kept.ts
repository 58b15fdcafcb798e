import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "what a slice had too much counts for the next",
  story:
    "A value of a megabyte is followed by sixteen pauses behind sixteen small ones, to " +
    "make up for it.",
  step: "flush",
  file: "table-output.ts",
  find: ["    this.#sliceBytes = 0;", "    return true;"].join("\n"),
  replace: ["    this.#sliceBytes -= this.#place.slices.bytes;", "    return true;"].join("\n"),
} satisfies Mutant;
