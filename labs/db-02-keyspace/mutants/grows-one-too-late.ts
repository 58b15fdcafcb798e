import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a dict grows when there are more entries than buckets, not when there are as many",
  story:
    "A `>` where a `>=` belongs. Nothing is ever wrong with it, but it is not what was " +
    "written down, and two implementations that were said to behave alike do not.",
  step: "dict",
  file: "dict.ts",
  find: "this.#size >= this.#table.size) this",
  replace: "this.#size > this.#table.size) this",
} satisfies Mutant;
