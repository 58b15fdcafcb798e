import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an item that equals one of the index is put beside it",
  story:
    "The search finds the place, and the item goes there. Whoever looks before inserting " +
    "never notices; the first who relies on insert to say no has two entries in the index " +
    "for one row of the table.",
  step: "sorted-sets",
  file: "sorted-index.ts",
  find: ["    if (this.#isEqual(following, item)) return false;", "    const height"].join("\n"),
  replace: "    const height",
} satisfies Mutant;
