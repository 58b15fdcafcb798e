import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a range without a block gets a filter of no keys",
  story:
    "Nine bytes for each 2 KiB of a large value. It answers right, and is not what LevelDB " +
    "writes.",
  step: "filter-block",
  file: "filter-block.ts",
  find: ["    if (this.#hashes.length === 0) return;", "    const filter"].join("\n"),
  replace: "    const filter",
} satisfies Mutant;
