import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "after an unknown type the search goes on at the next block",
  story:
    "All bad fragments are treated alike. But this one's checksum is right, and so is its " +
    "length: the records behind it in its block are given up for nothing.",
  step: "reader",
  file: "log-reader.ts",
  find: 'return this.#lost(offset, "type");',
  replace: [
    "{",
    "      this.#at += BLOCK_SIZE_BYTES - (this.#at % BLOCK_SIZE_BYTES);",
    '      return this.#lost(offset, "type");',
    "    }",
  ].join("\n"),
} satisfies Mutant;
