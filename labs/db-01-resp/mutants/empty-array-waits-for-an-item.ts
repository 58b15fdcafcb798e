import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an array of no items is open until an item comes",
  story:
    "An aggregate is pushed on the stack and completed by its last item. One without items " +
    "has no last item: the decoder hangs, or swallows the next reply. Every empty result of " +
    "a query is such an array.",
  step: "decode",
  file: "decode.ts",
  find: [
    "    if (missing === 0) return this.#place(fromItems(type, []));",
    "    this.#open.begin(type, missing, false);",
  ].join("\n"),
  replace: "    this.#open.begin(type, missing, false);",
} satisfies Mutant;
