import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a large bulk string that is whole in one chunk is a view of it",
  story:
    "Small values are copied, since a view costs more than their bytes. For a large one the " +
    "copy is what costs, so it is left where it lies. It is overwritten when the chunk's " +
    "memory is used again, and a test with values of forty bytes never sees it.",
  step: "decode",
  file: "input-buffer.ts",
  find: "    this.#blobLength = length;",
  replace: [
    "    const end = this.start + length;",
    "    if (this.#blob === undefined && end + 2 <= this.end) {",
    "      this.#readLineEnd(end);",
    "      return this.bytes.subarray(end - length, end);",
    "    }",
    "    this.#blobLength = length;",
  ].join("\n"),
} satisfies Mutant;
