import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "after an edit that did not fit, every later one is refused with it",
  story:
    "The promise that stands for the queue rejects, and all that hang on it. One compaction " +
    "that came too late, and no flush is ever installed again.",
  step: "manifest",
  file: "version-set.ts",
  find: "    this.#installed = turn.catch(() => {});",
  replace: `    turn.catch(() => {});
    this.#installed = turn;`,
} satisfies Mutant;
