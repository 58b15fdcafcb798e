import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "slices count what is kept",
  story:
    "A merge in which everything is dropped never pauses, and nobody else gets a turn for " +
    "seconds.",
  step: "compact",
  file: "compact.ts",
  find: `        sliceBytes += key.length + value.length;
        if (!this.#rule.keeps(key)) continue;`,
  replace: `        if (!this.#rule.keeps(key)) continue;
        sliceBytes += key.length + value.length;`,
} satisfies Mutant;
