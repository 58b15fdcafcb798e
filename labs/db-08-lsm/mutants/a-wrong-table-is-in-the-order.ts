import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a table that is not the one that is meant counts in the order of places",
  story:
    "Yesterday's table under today's name is told three times, and its neighbours are told with it.",
  step: "leveldb",
  file: "check-store.ts",
  find: `      if (this.#checkTable(path)) this.#compare(path, file, state.lastSequence);
      if (this.faults.length === before) this.#whole.add(number);`,
  replace: `      const isWhole = this.#checkTable(path);
      if (isWhole) this.#compare(path, file, state.lastSequence);
      if (isWhole || this.faults.length === before) this.#whole.add(number);`,
} satisfies Mutant;
