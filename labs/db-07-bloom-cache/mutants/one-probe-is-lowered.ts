import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "with one probe, full counters are lowered",
  story:
    "The case of one probe was thought to be exact. A key that was added twenty times is denied " +
    "after fifteen deletions.",
  step: "counting-filter",
  file: "counting-bloom.ts",
  find: "if (count > 0 && count < COUNTER_MAX) this.#setCount(at, count - 1);",
  replace: "if (count > 0 && (count < COUNTER_MAX || hashes === 1)) this.#setCount(at, count - 1);",
} satisfies Mutant;
