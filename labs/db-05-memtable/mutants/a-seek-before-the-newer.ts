import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a seek goes to the newest version of all, and walks from there",
  story:
    "Right, and slow where a key is written all the time: the sequence belongs into the seek key.",
  step: "snapshot-reads",
  file: "snapshot-iterator.ts",
  find: "this.#inner.seek(seekKey(userKey, this.#sequence));",
  replace: "this.#inner.seek(seekKey(userKey, Number.MAX_SAFE_INTEGER));",
} satisfies Mutant;
