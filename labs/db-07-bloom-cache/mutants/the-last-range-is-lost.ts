import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "finish forgets the range that is not full",
  story:
    "The loop of startBlock ends ranges when the next begins, and behind the last none does. " +
    "Every key of the last two kilobytes is a read.",
  step: "filter-block",
  file: "filter-block.ts",
  find: ["    if (this.#hashes.length > 0) this.#endRange();", "    const offsets"].join("\n"),
  replace: "    const offsets",
} satisfies Mutant;
