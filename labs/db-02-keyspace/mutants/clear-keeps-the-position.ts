import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "clear during a rehash leaves the position where it was",
  story:
    "FLUSHALL in the middle of a rehash, then a new start: the next rehash believes that it " +
    "has moved most of a table that it has not looked at, and drops it. State that belongs " +
    "together is best reset together.",
  step: "dict",
  file: "dict.ts",
  find: ["    this.#next = undefined;", "    this.#position = 0;", "    this.#size = 0;"].join(
    "\n",
  ),
  replace: ["    this.#next = undefined;", "    this.#size = 0;"].join("\n"),
} satisfies Mutant;
