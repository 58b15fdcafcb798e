import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "close stops the background before the queue is empty",
  story:
    "A write waits for the second of two jobs, which does not begin any more: close waits for ever.",
  step: "writers",
  file: "store.ts",
  find: `    await this.#writes.idle();
    await this.#background.stop();`,
  replace: `    await this.#background.stop();
    await this.#writes.idle();`,
} satisfies Mutant;
