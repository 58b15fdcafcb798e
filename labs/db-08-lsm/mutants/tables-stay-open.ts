import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a level iterator leaves a table without closing it",
  story: "A scan over a large level ends with no file descriptors left.",
  step: "iterators",
  file: "level-iterator.ts",
  find: ["    this.#table?.close();", "    this.#table = undefined;", "    this.#at = -1;"].join(
    "\n",
  ),
  replace: ["    this.#table = undefined;", "    this.#at = -1;"].join("\n"),
} satisfies Mutant;
