import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a table that is just long enough goes on",
  story: "The boundary: that long, or longer.",
  step: "compact",
  file: "compact.ts",
  find: "this.#output.sizeBytes >= this.#limits.tableBytes",
  replace: "this.#output.sizeBytes > this.#limits.tableBytes",
} satisfies Mutant;
