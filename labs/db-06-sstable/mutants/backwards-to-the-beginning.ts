import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "going backwards, the block before is entered at its first entry",
  story: "The line was copied from the other direction. Blocks of one entry hide it.",
  step: "table-reader",
  file: "table-iterator.ts",
  find: "this.#index.prev();\n      this.#enter()?.seekToLast();",
  replace: "this.#index.prev();\n      this.#enter()?.seekToFirst();",
} satisfies Mutant;
