import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "each block has its own filter",
  story:
    "That is what one would build: a filter for a block. The array is found by offset, " +
    "though, and has one place for each 2 KiB.",
  step: "filter-block",
  file: "filter-block.ts",
  find: "    while (this.#offsets.length < range) this.#endRange();",
  replace: [
    "    if (this.#hashes.length > 0) this.#endRange();",
    "    while (this.#offsets.length < range) this.#endRange();",
  ].join("\n"),
} satisfies Mutant;
