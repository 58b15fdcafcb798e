import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "reset keeps the restarts of the block before",
  story:
    "A builder that is used again forgets to forget one of its five fields. The first block of a table is right.",
  step: "blocks",
  file: "block-builder.ts",
  find: "    this.#restarts = [0];\n",
  replace: "",
} satisfies Mutant;
