import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an entry that shares more than the target has in common is passed unseen",
  story:
    "Where the key before was less by a byte, that is right. Where it was the same user key, newer, the entry that is looked for " +
    "shares all of it: the older version is never found.",
  step: "block-reading",
  file: "block-iterator.ts",
  find: "if (isLess && this.#common + TAG_SIZE_BYTES < this.#shared + this.#unshared) continue;",
  replace: "continue;",
} satisfies Mutant;
