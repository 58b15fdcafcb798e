import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a key may come twice",
  story:
    "Not before is not behind. The second entry can never be found by a seek, and a merge that makes duplicates goes unnoticed.",
  step: "blocks",
  file: "block-builder.ts",
  find: "this.#compare(last, key) < 0",
  replace: "this.#compare(last, key) <= 0",
} satisfies Mutant;
