import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a key is hashed when its range ends",
  story:
    "The builder keeps the window that it was given, and the writer reuses that memory for " +
    "the next key. A whole range is made of its last key.",
  step: "filter-block",
  file: "filter-block.ts",
  find: "    this.#hashes.push(bloomHash(userKey));",
  replace: "    this.#hashes.push({ valueOf: () => bloomHash(userKey) } as unknown as number);",
} satisfies Mutant;
