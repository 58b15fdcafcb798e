import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a table is opened for each get",
  story:
    "The map is written to and never asked. Four reads for each get, and files are opened " +
    "faster than they are closed.",
  step: "cached-tables",
  file: "table-cache.ts",
  find: "return this.#tables.acquire(number) ?? this.#tables.insert(number, this.#open(number), 1);",
  replace: "return this.#tables.insert(number, this.#open(number), 1);",
} satisfies Mutant;
