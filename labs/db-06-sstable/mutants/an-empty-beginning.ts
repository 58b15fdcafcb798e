import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the key of a block that was reset is held against the block before",
  story:
    "The last key is kept, since the next block's keys are behind it anyhow. For a metaindex, or the next table, they are not.",
  step: "blocks",
  file: "block-builder.ts",
  find: "this.isEmpty || this.#compare",
  replace: "(this.isEmpty && last.length === 0) || this.#compare",
} satisfies Mutant;
