import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the first table of a level is opened when the iterator is made",
  story:
    "An iterator over seven levels opens seven tables before anybody has sought, and a short range pays for all.",
  step: "iterators",
  file: "level-iterator.ts",
  find: "    this.#tables = tables;",
  replace: [
    "    this.#tables = tables;",
    "    if (files.length > 0) tables.iterator(files[0]!.number).close();",
  ].join("\n"),
} satisfies Mutant;
