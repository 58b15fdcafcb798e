import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the sequences of one log are not held against the log before it",
  story: "A log of another day under a later name is replayed over newer writes.",
  step: "leveldb",
  file: "check-store.ts",
  find: "      after = this.#replayLog(",
  replace: "      this.#replayLog(",
} satisfies Mutant;
