import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "only values count for a slice",
  story:
    "A million keys without values are written in one piece, and nobody is served " + "meanwhile.",
  step: "flush",
  file: "table-output.ts",
  find: "this.#sliceBytes += internalKey.length + value.length;",
  replace: "this.#sliceBytes += value.length;",
} satisfies Mutant;
