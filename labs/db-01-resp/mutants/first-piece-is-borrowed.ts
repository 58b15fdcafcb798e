import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the first piece of a large bulk is used where it lies until the second one comes",
  story:
    "Most large values come in a few pieces, and to copy the first one twice seems a waste: " +
    "it moves when the memory grows. Until then it lies in the chunk, which is the caller's " +
    "again. Tests that overwrite the chunk of a value that is whole, or of a small one, see " +
    "nothing.",
  step: "decode",
  file: "input-buffer.ts",
  find: "    if (blob === undefined || filled > blob.length) {",
  replace: [
    "    if (blob === undefined && count >= 16_384 && count < this.#blobLength) {",
    "      this.#blob = source.subarray(from, from + count);",
    "      this.#filled = filled;",
    "      return count;",
    "    }",
    "    if (blob === undefined || filled > blob.length) {",
  ].join("\n"),
} satisfies Mutant;
