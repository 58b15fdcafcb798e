import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a region has an entry more than the restart interval",
  story:
    "The counter is compared before it is counted. Readers do not mind, so nothing tells but the bytes: LevelDB's table is another one.",
  step: "blocks",
  file: "block-builder.ts",
  find: "this.#run === this.#restartInterval",
  replace: "this.#run > this.#restartInterval",
} satisfies Mutant;
