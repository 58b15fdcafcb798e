import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "who waits for a flush does not look whether it failed",
  story:
    "The flush has ended, the memtable is still full, the loop goes round: the process hangs with one core busy.",
  step: "writers",
  file: "write-path.ts",
  find: `    while (this.#isFull()) {
      this.#state.check();`,
  replace: "    while (this.#isFull()) {",
} satisfies Mutant;
