import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "append takes the header of the other with it",
  story:
    "Twelve bytes that are no change, in the middle: the log takes them, and nobody can " +
    "replay it.",
  step: "write-batch",
  file: "write-batch.ts",
  find: "this.#bytes.append(Uint8Array.from(other.#bytes.contents()), BATCH_HEADER_BYTES);",
  replace: "this.#bytes.append(Uint8Array.from(other.#bytes.contents()));",
} satisfies Mutant;
