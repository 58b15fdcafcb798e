import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "during a rehash only the old table is scanned",
  story:
    "The old table is the table until the new one takes over. All that has moved already is " +
    "missed, and so is every new key.",
  step: "scan",
  file: "dict.ts",
  find: "      for (let i = bucket; i < large.size; i += small.size) chains.push(nodesOf(large, i));",
  replace: [
    "      if (large === this.#table) chains.length = 0;",
    "      const from = large === this.#table ? large.size : small.size;",
    "      for (let i = bucket; i < from && large === this.#table; i += small.size) {",
    "        chains.push(nodesOf(large, i));",
    "      }",
  ].join("\n"),
} satisfies Mutant;
