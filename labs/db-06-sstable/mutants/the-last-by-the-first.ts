import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "to stand at the last entry the whole block is walked",
  story:
    "Right as long as the block is whole. It is slow, and what is damaged at the front hides what " +
    "is at the back.",
  step: "block-reading",
  file: "block-iterator.ts",
  find: `    this.#enter(this.#block.restartCount - 1);
    do this.#step();
    while (this.#end < this.#regionEnd);`,
  replace: `    this.#enter(0);
    do this.#step();
    while (this.#end < this.#block.entriesEnd);`,
} satisfies Mutant;
