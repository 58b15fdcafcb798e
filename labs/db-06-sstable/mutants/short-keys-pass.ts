import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a key of fewer than 8 bytes is a key",
  story:
    "The comparison of internal keys takes the last 8 bytes for the tag, whether they are there or not.",
  step: "block-reading",
  file: "block-iterator.ts",
  find: '    if (this.#shared + this.#unshared < this.#keySizeBytesMin) this.#damaged("with a short key");\n',
  replace: "",
} satisfies Mutant;
