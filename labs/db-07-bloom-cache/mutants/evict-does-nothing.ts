import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "evict leaves the table where it is",
  story:
    "It would go by itself, one day. The file is removed meanwhile, and its space comes back " +
    "when its handle is closed.",
  step: "cached-tables",
  file: "table-cache.ts",
  find: "    this.#tables.erase(number);",
  replace: '    assert(number >= 0, "a number");',
} satisfies Mutant;
