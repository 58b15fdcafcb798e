import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an entry may reach into the next region",
  story:
    "Only the entries' end is looked at. An iterator that came from the left and one that came by a restart then see different entries.",
  step: "block-reading",
  file: "block-iterator.ts",
  find: "if (this.#end > this.#regionEnd)",
  replace: "if (this.#end > this.#block.entriesEnd)",
} satisfies Mutant;
