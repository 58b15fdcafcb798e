import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "empty buckets do not count among the ten that an operation moves",
  story:
    "There is nothing to move in an empty bucket, so skipping it costs nothing. A table " +
    "that shrinks is nearly all empty buckets: after a mass delete, one get walks over a " +
    "million of them. dict.c gives up after ten empty ones, and says why in a comment.",
  step: "dict",
  file: "dict.ts",
  find: [
    "    const end = Math.min(this.#position + buckets, this.#table.size);",
    "    while (this.#position < end) {",
  ].join("\n"),
  replace: [
    "    let end = Math.min(this.#position + buckets, this.#table.size);",
    "    while (this.#position < end) {",
    "      if (end < this.#table.size && this.#table.get(this.#position) === undefined) end += 1;",
  ].join("\n"),
} satisfies Mutant;
