import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a counter that is full goes back to 0",
  story: "The sixteenth addition carries out of four bits. Fifteen keys are denied that are there.",
  step: "counting-filter",
  file: "counting-bloom.ts",
  find: "      if (count < COUNTER_MAX) this.#setCount(at, count + 1);",
  replace: "      this.#setCount(at, (count + 1) & COUNTER_MAX);",
} satisfies Mutant;
