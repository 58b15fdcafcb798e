import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a slice that is the whole log is the log's own array",
  story:
    "No copy where nothing is left out. An Append that waits to be sent grows with the log, past appendEntriesMax; and what a machine was told to apply is another by the time it applies it.",
  step: "roles",
  file: "log.ts",
  find: "    return this.#entries.slice(from - 1, Math.min(to - 1, from - 1 + most));",
  replace: [
    "    if (from === 1 && to > this.lastIndex && most >= this.lastIndex) return this.#entries;",
    "    return this.#entries.slice(from - 1, Math.min(to - 1, from - 1 + most));",
  ].join("\n"),
} satisfies Mutant;
