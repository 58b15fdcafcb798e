import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a seek behind all keys opens the last table",
  story:
    "Right, and it costs a table for each level: just where time series are appended and read.",
  step: "iterators",
  file: "level-iterator.ts",
  find: "    this.#enter(firstNotBefore(this.#files, target))?.seek(target);",
  replace: [
    "    const last = this.#files.length - 1;",
    "    this.#enter(Math.min(last, firstNotBefore(this.#files, target)))?.seek(target);",
  ].join("\n"),
} satisfies Mutant;
