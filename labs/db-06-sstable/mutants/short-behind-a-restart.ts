import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a key that is too short is damage at a restart only",
  story:
    "Fifteen keys of sixteen are believed: whoever takes the tag off the last 8 bytes reads " +
    "before the key begins.",
  step: "block-reading",
  file: "block-iterator.ts",
  find: "if (this.#shared + this.#unshared < this.#keySizeBytesMin)",
  replace: "if (this.#offset === this.#regionStart && this.#unshared < this.#keySizeBytesMin)",
} satisfies Mutant;
