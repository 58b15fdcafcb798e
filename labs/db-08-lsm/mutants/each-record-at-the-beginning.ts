import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "records are framed as if each began a block",
  story:
    "It is right up to 32 KiB. From there on, a fragment crosses the end of a block and " +
    "the reader stumbles.",
  step: "logged-table",
  file: "logged-table.ts",
  find: "encodeRecord(batch.encode(sequence), this.#log.size)",
  replace: "encodeRecord(batch.encode(sequence), 0)",
} satisfies Mutant;
