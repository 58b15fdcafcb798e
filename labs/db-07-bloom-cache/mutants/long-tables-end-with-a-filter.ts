import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a table of more than a thousand ranges ends with a filter of no keys",
  story:
    "The block that is begun behind the last one ends its range here, in large tables only: an " +
    "offset too many, and not LevelDB's bytes.",
  step: "filter-block",
  file: "filter-block.ts",
  find: "if (this.#hashes.length > 0) this.#endRange();",
  replace: "if (this.#hashes.length > 0 || this.#offsets.length > 1000) this.#endRange();",
} satisfies Mutant;
