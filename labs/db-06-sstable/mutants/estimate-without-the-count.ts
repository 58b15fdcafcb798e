import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the size estimate forgets the count of restarts",
  story:
    "Four bytes of 4,096, which nobody notices: blocks are cut an entry later now and then, and tables are not LevelDB's.",
  step: "blocks",
  file: "block-builder.ts",
  find: "4 * this.#restarts.length + 4;",
  replace: "4 * this.#restarts.length;",
} satisfies Mutant;
