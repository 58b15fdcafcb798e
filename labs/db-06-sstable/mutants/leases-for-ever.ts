import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a block that is left is not given back",
  story: "The cache counts it as in use, and can never let it go.",
  step: "table-reader",
  file: "table-iterator.ts",
  find: "    this.#lease?.release();\n",
  replace: "",
} satisfies Mutant;
