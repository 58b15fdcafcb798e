import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "in the heap the run on top changes places with its left child, never with the right",
  story:
    "A heap needs the lesser of two children. With two runs there is only one, so examples with two " +
    "runs pass.",
  step: "merging",
  file: "merging-iterator.ts",
  find: `      if (below + 1 < count && this.#isBefore(heap[below + 1]!, heap[below]!)) below += 1;
`,
  replace: "",
} satisfies Mutant;
