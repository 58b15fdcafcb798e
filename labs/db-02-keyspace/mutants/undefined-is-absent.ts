import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an entry whose value is undefined is not there",
  story:
    "has(key) is get(key) !== undefined: one line, and it works for every value but one. " +
    "Sets are often dicts whose values nobody looks at.",
  step: "dict",
  file: "dict.ts",
  find: "return this.#find(this.#hash(key) | 0, key) !== undefined;",
  replace: "return this.#find(this.#hash(key) | 0, key)?.value !== undefined;",
} satisfies Mutant;
