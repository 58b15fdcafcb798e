import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a value that is undefined is not found",
  story:
    '"There is none" is a thing that one wants to remember as well. It is kept, counts, and is ' +
    "never found.",
  step: "lru-cache",
  file: "lru-cache.ts",
  find: "return entry === undefined ? undefined : this.#leased(entry);",
  replace:
    "return entry === undefined || entry.value === undefined ? undefined : this.#leased(entry);",
} satisfies Mutant;
