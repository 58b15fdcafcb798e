import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a block's range is found by a shift",
  story:
    "`blockOffset >>> 11` is the line in LevelDB, whose offsets have 64 bits. In JavaScript a " +
    "shift takes the lowest 32: beyond 4 GiB another range is asked.",
  step: "filter-block",
  file: "filter-block.ts",
  find: ["    const range = Math.floor(blockOffset / this.#rangeSizeBytes);", "    if"].join("\n"),
  replace: ["    const range = blockOffset >>> Math.log2(this.#rangeSizeBytes);", "    if"].join(
    "\n",
  ),
} satisfies Mutant;
