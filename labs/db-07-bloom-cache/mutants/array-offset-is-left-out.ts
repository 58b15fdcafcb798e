import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the offsets are followed by nothing that says where they begin",
  story: "The number of offsets could be computed, and the last filter would have no end.",
  step: "filter-block",
  file: "filter-block.ts",
  find: "const offsets = [...this.#offsets, this.#sizeBytes];",
  replace: "const offsets = [...this.#offsets, 0];",
} satisfies Mutant;
